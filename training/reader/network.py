"""The judge's network: a cross-encoder over question and passage with three heads.

Imports torch: import it late.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

NOWHERE = -1e4  # the logit of a token that can't begin or end an answer


class Logits(NamedTuple):
    """What the network says of a batch of pairs of question and passage.

    `relevance` and `answerable` have shape (pairs,), `starts` and `ends` (pairs, tokens).
    """

    relevance: Tensor
    answerable: Tensor
    starts: Tensor
    ends: Tensor


class Network(nn.Module):
    """BERT over “[CLS] question [SEP] passage [SEP]”, the passage's tokens of type 1.

    Relevance and answerable are linear in the first token's vector, the means over the tokens of
    question and passage, and the product of these two at length 1. Start and end of the answer
    are linear in each token's vector (Devlin et al., “BERT”, 2019).
    """

    def __init__(self, config: BertConfig) -> None:
        """A network of that size, its weights drawn at random."""
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)
        self.pair = nn.Linear(4 * config.hidden_size, 2)
        self.span = nn.Linear(config.hidden_size, 2)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Logits:
        """Judge pairs; all three have shape (pairs, tokens), as the tokenizer gives them."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        passage = token_type_ids * attention_mask
        question = (1 - token_type_ids) * attention_mask
        asked, told = _mean(hidden, question), _mean(hidden, passage)
        product = nn.functional.normalize(asked, dim=-1) * nn.functional.normalize(told, dim=-1)
        both = torch.cat([hidden[:, 0], asked, told, product * hidden.shape[-1]], dim=-1)
        relevance, answerable = self.pair(self.dropout(both)).unbind(-1)
        spans = self.span(hidden).masked_fill(passage[:, :, None] == 0, NOWHERE)
        starts, ends = spans.unbind(-1)
        return Logits(relevance, answerable, starts, ends)


def _mean(hidden: Tensor, mask: Tensor) -> Tensor:
    """The mean of the token vectors where `mask` is 1, shape (pairs, dimension)."""
    weights = mask[:, :, None].to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
