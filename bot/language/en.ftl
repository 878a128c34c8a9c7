# What the bot says on Discord, in English: every key is here, and the other files have the same.
#
# A text may use Discord's markdown. A command is named by its key, so that members read the name
# that their Discord shows: { index-command } { index-rebuild-command }.

### Commands. Names: lower case, no spaces, at most 32 characters. Descriptions: at most 100.

ask-command = ask
    .description = Answer a question in the documents' own words.
    .question = question
    .question-description = What you want to know.
    .private = private
    .private-description = Show the answer only to you (otherwise: all).
    .document = document
    .document-description = Quote this document alone; start typing its name.

documents-command = documents
    .description = The documents that answers are quoted from.
documents-add-command = add
    .description = Report what adding documents would change; then confirm.
    .file = file
    .file-description = The document, or a .zip; a file of the same name is replaced.
    .file2 = file2
    .file3 = file3
    .file4 = file4
    .file5 = file5
    .file6 = file6
    .file7 = file7
    .file8 = file8
    .file9 = file9
    .file10 = file10
    .more-description = One more document.
    .link = link
    .link-description = An https:// address to add, if the operator allows it.
documents-replace-command = replace
    .description = Replace a document by a new version; see what changes, then confirm.
    .document = document
    .document-description = Which one; start typing its name.
    .file = file
    .file-description = The new version, of the same type.
documents-rename-command = rename
    .description = Give a document another name.
    .document = document
    .document-description = Which one; start typing its name.
    .name = name
    .name-description = Its new name; the ending stays.
documents-limit-command = limit
    .description = Say in which channels, and to which roles, a document may be shown.
    .document = document
    .document-description = Which one; start typing its name.
documents-list-command = list
    .description = List the documents that answers come from.
    .search = search
    .search-description = Only those in whose name or title these words stand.
documents-info-command = info
    .description = A document’s versions, how often it was quoted, and what never was.
    .document = document
    .document-description = Which one; start typing its name.
documents-remove-command = remove
    .description = Remove one of this server's documents.
    .document = document
    .document-description = Which one; start typing its name.
documents-bring-back-command = bring-back
    .description = Bring back a document that was removed in the last 30 days.
    .document = document
    .document-description = Which one; start typing its name.
documents-export-command = export
    .description = Get the documents as they were added, as .zip files.

index-command = index
    .description = The index that finds passages in the documents.
index-rebuild-command = rebuild
    .description = Read and index all documents again.
index-status-command = status
    .description = Show what the index holds.
index-rollback-command = rollback
    .description = Undo the last rebuild of the index.
index-jobs-command = jobs
    .description = List the additions and rebuilds of late.
index-cancel-command = cancel
    .description = Cancel an addition or a rebuild.
    .job = job
    .job-description = The job's number, as /{ index-command } { index-jobs-command } shows it.

help-command = help
    .description = What I do, and which commands there are.

### Questions

how-to-ask = Write your question after my name, in reply to me, or in a direct message; or use `/{ ask-command }`.

### Getting through

may-not-write = I'm not allowed to write in the channel where you asked me; somebody who manages the server can give me the permission to send messages there.
old-form = Discord still shows an old form of this command; reload Discord and try again.
my-fault = Something went wrong on my side; the operator can find it in the log under { $mark }.
operators-fault = Something that only the operator can mend keeps me from this; it stands in the log under { $mark }.
not-handed-over = Discord didn't hand over “{ $source }”. Please attach it again.

### Who may change documents. Said as plain text, without markdown.

only-in-servers = Documents can be changed only in a server, not in direct messages.
only-managers = Only members with { $needed } can change this server's documents.
needed-permission = the permission Manage Server
needed-permission-or-role = the permission Manage Server or the role “{ $role }”
needed-permission-or-roles = the permission Manage Server or one of the roles { $roles }

### How many of what

documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
sentences = { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
}
lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
done-of-files = { $total ->
    [one] { $done } of { $total } file
   *[other] { $done } of { $total } files
}
done-of = { $done } of { $total }

### Additions and removals

document-added = Added **{ $source }**: { $passages }.
document-replaced = Replaced **{ $source }** by the new file: { $passages }.
document-unchanged = **{ $source }** is here already, word for word.
document-note = Note on **{ $source }**: { $note }
document-removed = Removed { $document }.
not-taken = Not taken: { $reason }
not-taken-source = Not taken: **{ $source }**: { $reason }
nothing-to-do = Nothing to do.

### The list of documents

own-documents = **This server's documents ({ $count })**
shared-documents = **Shared documents ({ $count })**, the same in every server
no-documents = There are no documents yet.

### Documents that wait to be added

nothing-given = Attach a file, or give a link.
nothing-in-message = There is nothing in this message that I can read: no words and no files.
other-kind = “{ $source }” can be replaced only by a file that ends in { $ending }. Add the new one, and remove the old one.
staged-head = **Nothing is added yet.** This is what would be done:
staged-nothing = **There is nothing to add.**
staged-new = **{ $source }** would be added: { $found }
staged-changed = **{ $source }** would be replaced by the new file: { $found }
staged-same = **{ $source }** has the same bytes as { $others }.
staged-near = **{ $source }** is named like { $others }.
staged-more = { $count ->
    [one] { $count } more line is not shown.
   *[other] { $count } more lines are not shown.
}
staged-kept = The files are kept for a day, and added when you press Confirm.
revision = Sections of **{ $source }**: { $what }.
sections-new = new: { $names }
sections-changed = changed: { $names }
sections-gone = gone: { $names }
sections-same = { $count ->
    [one] { $count } as before
   *[other] { $count } as before
}
before-headings = what stands before all headings
names-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
reasked = { $asked ->
    [one] { $asked } question that was answered from them was asked again:
   *[other] { $asked } questions that were answered from them were asked again:
} { $count ->
    [0] all would be answered as before.
    [one] { $count } would be answered otherwise.
   *[other] { $count } would be answered otherwise.
}
reasked-unanswered = not answered any more
reasked-otherwise = answered otherwise
reasked-lost = { $count ->
    [one] { $count } quote would not stand any more
   *[other] { $count } quotes would not stand any more
}
confirm-button = Confirm
cancel-button = Cancel
nothing-added = Cancelled: nothing was added.
adding = Adding.
adding-behind = { $count ->
    [one] Adding: { $count } change is ahead.
   *[other] Adding: { $count } changes are ahead.
}
adding-now = Adding: { $what }
headings = { $count ->
    [one] { $count } heading
   *[other] { $count } headings
}
tables = { $count ->
    [one] { $count } table
   *[other] { $count } tables
}
count-page = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
count-slide = { $count ->
    [one] { $count } slide
   *[other] { $count } slides
}
count-sheet = { $count ->
    [one] { $count } sheet
   *[other] { $count } sheets
}
count-row = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
count-chapter = { $count ->
    [one] { $count } chapter
   *[other] { $count } chapters
}
count-paragraph = { $count ->
    [one] { $count } paragraph
   *[other] { $count } paragraphs
}

### Single documents

none-like = No document has **{ $words }** in its name or title.
list-page = Page { $page } of { $pages }
removing = Remove { $document }?
removing-help = It is in no answer from then on, and can be brought back for 30 days.
remove-document-button = Remove it
nothing-removed = Nothing was removed.
removed-help = It can be brought back for 30 days.
bring-back-button = Bring it back
brought-back = Brought back **{ $source }**.
renamed = **{ $before }** is called **{ $after }** now.
versions = { $count ->
    [one] { $count } version:
   *[other] { $count } versions, newest first:
}
version-line = { $when }, { $size }, by { $who }
kib = { $count } KiB
mib = { $count } MiB
quoted-times = { $count ->
    [one] Quoted in { $count } answer.
   *[other] Quoted in { $count } answers.
}
unquoted = { $count ->
    [one] { $count } of { $sections } sections was never quoted:
   *[other] { $count } of { $sections } sections were never quoted:
}
limits-none = Everyone may see it.
limits-channels = Shown only in { $channels }.
limits-roles = Shown only to { $roles }.
limits-both = Shown only in { $channels }, and only to { $roles }.
limits-help = What you choose takes effect at once. Whoever may not see a document gets no quote, title or count of it.
limits-no-channel = “{ $value }” is no channel of this server. Choose others.
limits-no-role = “{ $value }” is no role of this server. Choose others.
limits-channels-choice = Only in these channels
limits-roles-choice = Only to members with these roles
everyone-button = Everyone may see it
exporting = The documents are packed; they come below.
export-part = Part { $part }: { $documents }
exported = { $count ->
    [one] That was all: { $documents } in { $count } file.
   *[other] That was all: { $documents } in { $count } files.
}
export-large = Not in it: **{ $source }** is larger than the { $limit } MiB that Discord takes here. “footnote export” writes it on the bot’s computer.
export-damaged = Not in it: **{ $source }** is damaged or gone. Add it again.

### Jobs that outlast the bot

goes-on-later = I’m being restarted; this goes on after that, and I’ll say here when it is done.
went-on-done = Job { $job } went on after a restart and is done.
went-on-cancelled = Job { $job } was cancelled after a restart.
went-on-failed = Job { $job } went on after a restart and failed.
went-on-answers = The documents answer its question now.

### Rebuilds

rebuilding = Rebuilding the index.
rebuilding-behind = { $count ->
    [one] Rebuilding the index: { $count } change is ahead.
   *[other] Rebuilding the index: { $count } changes are ahead.
}
rebuilding-now = Rebuilding the index: { $what }
stage-read = reading documents
stage-embed = embedding passages
stage-index = writing the index
index-rebuilt = **The index is rebuilt**: { $documents }, { $passages }.
nothing-to-index = This server has no documents of its own to index.
rebuild-undone = **The last rebuild is undone**: generation { $number } of { $made } answers, { $count ->
    [one] with { $count } document. What was added or removed since stays so.
   *[other] with { $count } documents. What was added or removed since stays so.
}

### Jobs

job-line = **{ $job }** { $kind }, { $state }: { $done }, begun { $begun }
job-line-note = **{ $job }** { $kind }, { $state }: { $done }, begun { $begun }: { $note }
job-add = add
job-rebuild = rebuild
job-collecting = collecting
job-staged = waits for Confirm
job-waiting = waiting
job-running = running
job-done = done
job-cancelled = cancelled
job-failed = failed
no-jobs = Nothing was added or rebuilt yet.
job-is-cancelled = Job { $job } is cancelled after { $done }; what it added before stays.

### The state of the libraries

own-library = This server's library
shared-library = Shared library
library-empty = **{ $library }**: empty
library-state = **{ $library }**: { $documents }, { $passages }, { $sentences }
library-state-index = **{ $library }**: { $documents }, { $passages }, { $sentences }; index generation { $generation }
library-state-changed = **{ $library }**: { $documents }, { $passages }, { $sentences }; index generation { $generation }, changed { $changed }
model-line = Model: { $name }, { $count } dimensions

### Help

help-head = **I answer questions in the own words of this server's documents, and say exactly where they stand.** I make nothing up: if the documents don't say, I say so.
help-head-direct = **I answer questions in the own words of the shared documents, and say exactly where they stand.** I make nothing up: if the documents don't say, I say so.
help-ask = `/{ ask-command }` Ask a question; `{ ask-command.private }` shows the answer only to you.
help-direct = Or just write your question here. In a server I know its documents as well.
help-mention = Or mention me, or reply to me, with your question; or send me a direct message about the shared documents.
help-list = `/{ documents-command } { documents-list-command }` Show which documents I quote from.
help-add = `/{ documents-command } { documents-add-command }` Add a document, or replace its old version
help-remove = `/{ documents-command } { documents-remove-command }` Remove one of this server's documents
help-rebuild = `/{ index-command } { index-rebuild-command }` Read and index all documents again
help-rollback = `/{ index-command } { index-rollback-command }` Undo the last rebuild
help-jobs = `/{ index-command } { index-jobs-command }` and `/{ index-command } { index-cancel-command }` List additions and rebuilds, or end one
help-status = `/{ index-command } { index-status-command }` Show what the index holds.
help-anybody = { $line }.
help-managers = { $line } (needs { $needed }).

### Looking after it: insights, the glossary, quality

insights-command = insights
    .description = What was asked, what was quoted, and what the documents don't answer.
    .days = days
    .days-description = How many days back, today among them (otherwise: 30).
glossary-command = glossary
    .description = This server's own synonyms and abbreviations.
glossary-list-command = list
    .description = List the words that find one another.
glossary-add-command = add
    .description = Let words find one another from now on.
    .entry = entry
    .entry-description = Words with = between them: PTO = paid time off = vacation.
glossary-remove-command = remove
    .description = Take words out of the glossary.
    .entry = entry
    .entry-description = The whole line or one of its words; start typing.
quality-command = quality
    .description = Measure how well the team's own questions are answered.
    .file = file
    .file-description = More questions, one JSON object a line: "question" and "answers".
help-insights = `/{ insights-command }` Show what was asked, and which questions nothing answers
help-glossary = `/{ glossary-command } { glossary-list-command }`, `{ glossary-add-command }` and `{ glossary-remove-command }` Keep this server's own synonyms and abbreviations
help-quality = `/{ quality-command }` Measure with the questions whose answers were marked Helpful

insights-head = { $count ->
    [one] **Questions of today**
   *[other] **Questions of the last { $count } days**
}
insights-sum = { $count ->
    [one] { $count } question: { $answered } answered, { $declined } not.
   *[other] { $count } questions: { $answered } answered, { $declined } not.
}
insights-bad = { $count ->
    [one] { $count } answer was marked not helpful.
   *[other] { $count } answers were marked not helpful.
}
insights-wordless = { $count ->
    [one] { $count } unanswered question is counted alone: its words were not kept, or were let go.
   *[other] { $count } unanswered questions are counted alone: their words were not kept, or were let go.
}
insights-nothing = Nothing was asked.
quoted-most = **Quoted most**
quoted-line = { $count ->
    [one] { $document }: { $count } answer
   *[other] { $document }: { $count } answers
}
quoted-never = { $count ->
    [one] **Never quoted in this time ({ $count })**
   *[other] **Never quoted in this time ({ $count })**
}
and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
open-head = { $count ->
    [one] **{ $count } question that no document answers**, with those like it
   *[other] **{ $count } questions that no document answers**, each with those like it
}
open-shown = { $first } to { $last }, most asked first
open-none = No question is left unanswered.
open-asked = { $count ->
    [one] asked once, { $last }
   *[other] asked { $count } times, last { $last }
}
open-waiting = { $count ->
    [one] { $count } person wants to be told
   *[other] { $count } people want to be told
}
open-also = also: { $questions }
open-add-button = Add document
open-by-button = Answered by …
open-dismiss-button = Dismiss
open-settled = This question is answered or settled already.
open-add-title = Add a document that answers
open-add-label = Documents
open-add-hint = What answers it; a file of the same name is replaced.
open-added-answers = The documents answer it now:
open-added-silent = The documents still don't answer it. Ask it in other words, or use *{ open-by-button }*.
open-by-head = Which document answers “{ $question }”?
open-by-placeholder = Choose a document
open-by-likeliest = The { $shown } likeliest of { $count } documents.
open-by-says = **{ $document }** answers with:
open-by-nearest = **{ $document }** doesn't say it surely enough to be found. The nearest it says:
open-by-nothing = **{ $document }** says nothing like it.
open-settle-button = That answers it
open-settle-hint = It then leaves the list, and who wants to be told is told, as far as they may see the document.
open-settled-now = { $count ->
    [0] Settled: the question has left the list.
    [one] Settled: the question has left the list, and { $count } person was told.
   *[other] Settled: the question has left the list, and { $count } people were told.
}
settled-now = Somebody who looks after the documents has found what answers your question: { $question }
plot-answered = answered
plot-declined = the documents don't say
plot-not-helpful = marked not helpful
plot-days = Questions by day
plot-weeks = Questions by week
plot-nothing-asked = Nothing was asked.
plot-documents = Answers that quote a document
plot-nothing-quoted = No document was quoted.
plot-never = { $count ->
    [one] { $count } document was never quoted in this time.
   *[other] { $count } documents were never quoted in this time.
}
plot-days-alt = Columns from { $first } to { $last }: { $asked } questions, { $answered } answered, { $declined } not; { $bad } marked not helpful. Most on { $busiest }: { $most }.
plot-days-none-alt = Columns from { $first } to { $last }: nothing was asked.
plot-documents-alt = Bars of documents by the answers that quote them: { $documents }.
plot-documents-none-alt = Bars of documents: none was quoted.

own-glossary = **This server's glossary ({ $count })**
shared-glossary = **Shared glossary ({ $count })**, the same in every server
glossary-more = { $count ->
    [one] and { $count } more, in { $source }
   *[other] and { $count } more, in { $source }
}
no-glossary = There is no glossary yet. `/{ glossary-command } { glossary-add-command }` begins one.
glossary-added = **{ $entry }**: these words find one another from now on. They stand in { $source }.
glossary-removed = **{ $entry }** is taken out of { $source }.

quality-asking = Asking the team's own questions: { $done }
quality-head = { $count ->
    [one] **Quality**: { $count } question of the team's own
   *[other] **Quality**: { $count } questions of the team's own
}
quality-from = { $helpful } from answers marked Helpful, { $file } from the file.
quality-line = { $measure }: **{ $value }**
quality-line-before = { $measure }: **{ $value }**, before { $before }
quality-since = Before: { $when }, with { $count ->
    [one] { $count } question.
   *[other] { $count } questions.
}
quality-same = Answers that helped before are as good as they were.
quality-worse-change = { $count ->
    [one] **{ $count } answer that helped before got worse by this change.**
   *[other] **{ $count } answers that helped before got worse by this change.**
}
quality-worse-now = { $count ->
    [one] **{ $count } answer that helped before is worse now.**
   *[other] **{ $count } answers that helped before are worse now.**
}
quality-worse-line = **{ $question }**
quality-worse-before = before: “{ $sentence }” ({ $document })
quality-worse-after = now: “{ $sentence }” ({ $document })
quality-worse-silent = now: the documents don't say
quality-alt = Measures of { $count } questions from 0 to 1, with 95 % intervals: { $figures }.
plot-quality = How well the team's own questions are answered
plot-now = now
plot-before = before
plot-interval = 95 % interval
measure-hit-at-1 = first passage holds the answer
measure-hit-at-3 = one of the first three does
measure-hit-at-5 = one of the first five does
measure-mrr-at-10 = mean reciprocal rank, first ten
measure-quote-at-1 = first quote holds the answer
measure-quote-at-3 = one of the first three quotes does
measure-answered = answerable questions answered
measure-declined = others declined
error-glossary-entry = “{ $entry }” is no line of a glossary. Write words with “=” between them, each of at most { $most } characters: PTO = paid time off.
error-glossary-known = The glossary says “{ $entry }” already.
error-glossary-unknown = The glossary has no line “{ $entry }”. The list of the glossary shows its lines.
error-glossary-several = The glossary has several lines with “{ $entry }”. Name the whole line.
error-glossary-shared = The line “{ $entry }” is of the shared library's glossary, which is the same in every server. Its operator can change it.
error-glossary-none = The document “{ $source }” is here and is no glossary: it has more other lines than lines with “=”. Remove it, or add it under another name.
error-glossary-prose = Without the line “{ $entry }” the document “{ $source }” would be no glossary any more: too many of its other lines have no “=”. Change the document and add it again.
error-none-helpful = No answer of the library { $library } was marked Helpful yet. The buttons below an answer on Discord do that; until then give a file of questions.
error-questions-json = { $file }, line { $line }: not JSON: { $what }.
error-questions-form = { $file }, line { $line }: needs an object with "question" (text) and "answers" (a list of spans, empty if the documents don't answer).
questions-many = { $file } holds { $count } questions; at most { $most } are asked here. The terminal's “footnote evaluate” asks any number.
questions-text = { $file } is not text in UTF-8. Save it so, one JSON object a line.

### Answers

quote-goes-on = The quote goes on below.
quote-attached = The quote is longer than messages hold: it is attached whole, as { $file }.
offer-cut = Only the beginning of the passage is shown.
characters-left-out = { $count ->
    [one] Not shown above: { $count } invisible character.
   *[other] Not shown above: { $count } invisible characters.
}
origin-message = message
origin-page = web page
also-in = also in { $places }
also-more = { $count ->
    [one] { $count } more place
   *[other] { $count } more places
}
documents-differ = The documents differ, newest first: { $documents }.
documents-differ-undated = The documents differ, and which is newer is not known: { $documents }.
versions-differ = From different versions of a document, newest first: { $documents }.
versions-differ-undated = From different versions of a document, and which is newer is not known: { $documents }.
date-text = dated { $date }
date-name = { $date } by its name
date-added = added { $date }
place-page = { $count ->
    [one] page { $where }
   *[other] pages { $where }
}
place-slide = { $count ->
    [one] slide { $where }
   *[other] slides { $where }
}
place-sheet = { $count ->
    [one] sheet { $where }
   *[other] sheets { $where }
}
place-row = { $count ->
    [one] row { $where }
   *[other] rows { $where }
}
place-chapter = { $count ->
    [one] chapter { $where }
   *[other] chapters { $where }
}
place-paragraph = { $count ->
    [one] paragraph { $where }
   *[other] paragraphs { $where }
}
place-line = { $count ->
    [one] line { $where }
   *[other] lines { $where }
}
no-answer = **The documents don't say.**
no-quote = **No quote can be shown.**
nearest = The nearest passages, which may be about something else:
quotes-withheld = { $count ->
    [one] { $count } quote is withheld: it no longer stands in its document. `/{ index-command } { index-rebuild-command }` reads the documents again.
   *[other] { $count } quotes are withheld: they no longer stand in their documents. `/{ index-command } { index-rebuild-command }` reads the documents again.
}
other-language = The quote is in the language of its document, which is not that of the question.
by-words = The index is being mended; passages were looked for by words alone. Ask again in a minute.
read-spelling = Read “{ $said }” as “{ $meant }”.
read-too = Searched for “{ $meant }” too.
read-document = Only in “{ $meant }”.
read-section = Only in the section “{ $meant }”.
read-dates = Only what is dated { $meant }.
shared-by = { $who } shares this answer:
no-more-quotes = There are no other quotes that can be shown here.
context-button = Context
more-button = { $count ->
    [one] { $count } more quote
   *[other] { $count } more quotes
}
page-button = Page
original-button = Original
check-button = Check
share-button = Share
helpful-button = Helpful
not-helpful-button = Not helpful
remove-button = Remove
tell-button = Tell me when a document answers it

### When there is too much to do

crowded-questions = { $count ->
    [one] Busy: { $count } question is ahead; please try again in a moment.
   *[other] Busy: { $count } questions are ahead; please try again in a moment.
}
crowded-changes = { $count ->
    [one] Busy: { $count } change is ahead; please try again in a moment.
   *[other] Busy: { $count } changes are ahead; please try again in a moment.
}
crowded-lookups = { $count ->
    [one] Busy: { $count } look-up is ahead; please try again in a moment.
   *[other] Busy: { $count } look-ups are ahead; please try again in a moment.
}
waiting-behind = { $count ->
    [one] { $count } question is ahead of yours; the answer comes here.
   *[other] { $count } questions are ahead of yours; the answer comes here.
}
stopping = I'm being restarted; please try again in a minute.
not-served = I answer only for servers that whoever runs me has chosen.
too-fast-member = { $count ->
    [one] I answer { $count } question a minute for each member. Ask again { $when }.
   *[other] I answer { $count } questions a minute for each member. Ask again { $when }.
}
too-fast-server = { $count ->
    [one] I answer { $count } question a minute in this server. Ask again { $when }.
   *[other] I answer { $count } questions a minute in this server. Ask again { $when }.
}

### Finding exact words

find-command = find
    .description = Find exact words, codes and phrases in the documents.
    .words = words
    .words-description = Words, a code, or a “phrase” in quotation marks.
    .private = private
    .private-description = Show what is found only to you (otherwise: all).
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
find-head = **{ $query }** stands in { $places } of { $documents }.
find-shown = Shown: { $first }–{ $last }.
find-nothing = **{ $query }** stands nowhere in the documents, in these very words.
find-part = Only a part is shown.
find-withheld = { $count ->
    [one] { $count } place or document is withheld: it was damaged.
   *[other] { $count } places or documents are withheld: they were damaged.
}
find-previous-button = Previous
find-next-button = Next

### What the library says
#
# In English these are the very sentences of index/, which are recognized and said in the other
# languages. In the English ones stand plain values alone: { $name } for text, { $count }.

error-answer-unknown = This answer is not known here any more. Ask the question again.
error-answer-removed = This answer was removed by the one who asked for it. Ask the question again.
error-answer-let-go = This answer was let go of: questions are kept for a limited time, or until whoever asked wants to be forgotten. Ask the question again.
error-answer-unkept = The words of questions are not kept here, so this one can't be asked again for you. Ask it yourself when documents have been added.
error-answer-not-yours = Only the one who asked can remove this answer.
error-document-gone = The document of this quote is not here any more.
error-quote-gone = The document has changed, and this quote does not stand in it any more.
error-no-documents = There are no documents yet. Add some with /documents add in Discord, or with “footnote add FILE” in the terminal.
error-unknown-document = There is no document “{ $source }” in this library. The list of documents shows the names.
error-job-confirmed = Job { $job } was confirmed already.
error-document-here-no-more = This document is not here any more.
error-name-taken = “{ $name }” is the name of a document here. Choose another name.
error-name-removed = “{ $name }” is the name of a document that was removed and can be brought back. Choose another name.
error-name-none = “{ $name }” can't be a name. Give one with letters or figures, on one line.
error-name-long = The name has { $count } characters, and at most { $most } are kept.
error-not-removed = No document “{ $source }” was removed that could be brought back. Add it again.
error-question-half = The question holds half a character. Type it again.
error-question-empty = The question is empty. Ask in a few words or a whole sentence.
error-question-long = The question has { $count } characters; at most { $most } are read. Ask it in fewer words.
error-nothing-to-find = There is nothing to find. Give words, a code or a “phrase”.
error-nothing-to-check = There is no sentence in this that could be checked.
error-job-unknown = There is no job { $job } here. The list of jobs shows the numbers.
error-job-ended = Job { $job } has ended already: it is { $state }.
error-job-cancelled = The job was cancelled. What it had added before stays.
error-job-busy = Job { $job } is being worked on by another process.
error-in-the-way = Other changes keep getting in the way. Try again in a moment.
error-changing = { $who } is changing the library in { $folder }. Try again in a moment.
error-nothing-rebuilt = There is nothing to go back to: the index has not been rebuilt since the documents were added.
error-nothing-there = There is nothing to go back to: the library is empty.
error-disk-full = The disk of { $folder } is full. What was added before is safe, and questions are answered. Make room, then try again.
error-file-unknown = “{ $source }” is of an unknown type ({ $type }). Types that can be read: { $readable }.
error-file-empty = “{ $source }” is empty. Add a file that holds text.
error-file-blank = “{ $source }” is empty but for white space. Add a file that holds text.
error-file-wordless = “{ $source }” holds no words. Add a file with sentences in it.
error-file-headings = “{ $source }” holds no text under its headings. Add a file with sentences in it.
error-file-textless = “{ $source }” holds no text. Add a file with sentences in it.
error-file-large = “{ $source }” is too large: { $size } MiB, and the limit is { $most } MiB. Split it, or raise FOOTNOTE_MAX_FILE_MIB.
error-file-protected = “{ $source }” is protected by a password. Remove the protection and add it again.
error-file-damaged = “{ $source }” is damaged, or not a { $kind } file. Open it in the program that it came from, save it again and add that.
error-file-other = “{ $source }” is not { $expected }, or is damaged. Export it anew and add that.
error-file-not-text = “{ $source }” is not text: it holds control characters as binary files do. Export it as text and add that.
error-pdf-scanned = “{ $source }” seems to be scanned: its { $pages } pages hold no text, only pictures. Run text recognition (OCR) over it and add the result.
error-pdf-scanned-page = “{ $source }” seems to be scanned: its only page holds no text, only pictures. Run text recognition (OCR) over it and add the result.
error-pdf-none = “{ $source }” is damaged: no page of it can be found. Export it again and add that.
error-pdf-unreadable = “{ $source }” is damaged: none of its pages can be read. Export it again and add that.
error-file-crashed = “{ $source }” can't be read: its reader crashed, or ran out of memory. Split it into smaller files, or export it anew and add that.
error-file-slow = “{ $source }” took longer than { $seconds } seconds to read and was stopped. Split it into smaller files, or export it anew and add that.
error-file-failed = “{ $source }” can't be read: the reader failed on it. Save it in another format and add that; the log tells the operator why.
error-file-again = “{ $source }” failed { $count } times and is not tried again. The last time: { $reason }
error-file-hostile = as only hostile files do. Save it again with the program that it came from, and add that.
error-file-parts = “{ $source }” holds { $count } parts, and the limit is { $most }. Split it into several files.
error-file-unpacks = “{ $source }” unpacks to { $size } MiB, and the limit is { $most } MiB. Take large pictures out of it, or split it.
error-file-grows = “{ $source }” holds a part that grows more than { $count }-fold when it is unpacked, { $reason }
error-file-part-large = “{ $source }” holds a part of more than { $most } MiB. Split it into several files.
error-file-entities = “{ $source }” declares entities of its own, { $reason }
error-file-doctype = “{ $source }” declares a document type of its own, { $reason }
error-file-markup = “{ $source }” holds more than { $most } MiB of text and markup. Split it into several files.
error-file-old = “{ $source }” is { $kind }. Open it in { $program }, save it as { $extension } and add that.
error-file-old-office = “{ $source }” is an old Office file. Open it in the program that it came from, save it in today's format and add that.
error-file-encoding = “{ $source }” is not valid { $encoding }, as its first bytes say it is. Save it as UTF-8 and add it again.
error-file-utf = “{ $source }” is not valid UTF-8 (byte 0x{ $byte } in line { $line } doesn’t fit), { $reason }. Save it as UTF-8 and add it again.
error-file-utf-short = and it is too short to tell in which encoding it is
error-file-utf-other = and its encoding can’t be told
error-file-no-process = “{ $source }” can't be read now: no process could be started for it. Add it again in a few minutes.
error-file-memory = “{ $source }” takes more memory to read than the { $most } MiB that a file may. Split it into smaller files, or export it anew and add that.
error-file-text-large = “{ $source }” holds more text than the { $most } MB that a file may. Split it into smaller files.
error-file-stopped = “{ $source }” can't be read: the system stopped its reader, as it does when memory runs short. Add it again later, or split it into smaller files.
error-file-mismatch = “{ $source }” is not { $expected } but { $kind }. { $reason }
error-remedy-rename = Rename it to { $name } and add it again.
error-remedy-docx = Save it as .docx and add that.
error-remedy-xlsx = Save it as .xlsx and add that.
error-remedy-pptx = Save it as .pptx and add that.
error-remedy-office = Save it as .docx, .pptx or .xlsx and add that.
error-remedy-unpack = Unpack it and add the files in it.
error-remedy-picture = Add the text that it shows as a document.
error-remedy-media = Add its words as a document.
error-remedy-program = Add a document instead.
error-kind-text = plain text
error-kind-page = a web page
error-kind-pdf = a PDF
error-kind-docx = a Word document
error-kind-pptx = a PowerPoint presentation
error-kind-xlsx = an Excel workbook
error-kind-csv = a CSV table
error-kind-epub = an e-book
error-kind-eml = an e-mail
error-kind-rtf = a Rich Text file
error-kind-odt = an OpenDocument text
error-kind-ods = an OpenDocument spreadsheet
error-kind-odp = an OpenDocument presentation
error-kind-ole = an old Office file
error-kind-doc = an old Word file (.doc)
error-kind-ppt = an old PowerPoint file (.ppt)
error-kind-xls = an old Excel file (.xls)
error-kind-zip = a zip archive
error-kind-gzip = a gzip archive
error-kind-archive = an archive
error-kind-picture = a picture
error-kind-media = a sound or film file
error-kind-program = a program
error-csv-quote = “{ $source }” has a quotation mark without its match in row { $count }. Mend it, or save the table again from a spreadsheet, and add it again.
error-mail-parts = “{ $source }” holds { $count } e-mails or groups of parts, and the limit is { $most }. Save the e-mails in it one by one and add those.
error-mail-long = “{ $source }” has more parts or longer headers than an honest e-mail. Save its text and add that.
error-mail-none = “{ $source }” is not an e-mail: it doesn’t begin with a sender, date or subject. Save it again with the mail program and add that.
error-mail-damaged = “{ $source }” is damaged. Save it again with the mail program and add that.
error-mail-encrypted = “{ $source }” is encrypted. Open it in the mail program, save its text and add that.
error-epub-protected = “{ $source }” is protected against copying. Add a copy that isn’t, if you may have one.
error-page-large = “{ $source }” holds a page of { $size } MiB, and the limit is { $most } MiB. Split it, or save it as text and add that.
error-page-tags = “{ $source }” holds a page of more than { $most } tags. Split it, or save it as text and add that.
error-page-hostile = “{ $source }” { $reason }, which no honest page has. Save it as text and add that.
error-page-deep = has more than { $count } tags within each other
error-page-attributes = has a tag with more than { $count } attributes
error-pdf-pages = “{ $source }” has { $count } pages, and the limit is { $most }. Split it and add the parts.
error-pdf-pageless = “{ $source }” has no pages. Export it again from the program that made it.
error-pdf-other = “{ $source }” is not a PDF file, whatever its name says. Add it under its true type.
error-picture-damaged = Page { $page } of “{ $source }” is damaged and can't be drawn. Export the file again.
error-picture-none = “{ $source }” has no page { $page }: it ends with page { $last }. Ask again.
error-zip-damaged = “{ $source }” is damaged, or not a zip archive. Pack it again and add that.
error-zip-much = “{ $source }” holds too much: more than { $most } files and parts of files. Split it into several archives.
error-zip-empty = “{ $source }” holds no files. Add an archive that does.
error-zip-files = “{ $source }” holds { $count } files, and the limit is { $most }. Split it into several archives.
error-zip-unpacks = “{ $source }” unpacks to { $size } MiB, and the limit is { $most } MiB. Split it into several archives.
error-zip-twice = “{ $source }” stands in the archive { $count } times. Keep one of them.
error-zip-backslash = “{ $source }” has a backslash in its name. Rename it.
error-zip-control = “{ $source }” has a control character in its name. Rename it.
error-zip-outside = “{ $source }” has a name that leads out of the archive. Rename it, and pack it again.
error-zip-link = “{ $source }” is a link. Pack the file that it leads to.
error-zip-special = “{ $source }” is not a regular file. Add a copy of what it holds.
error-zip-nested = “{ $source }” is an archive in an archive. Unpack it and add that.
error-zip-protected = “{ $source }” is protected by a password. Pack it without one and add it again.
error-zip-method = “{ $source }” is packed by an unusual method. Pack it by the usual one (deflate).
error-zip-grows = “{ $source }” grows more than { $count }-fold when it is unpacked, as only hostile files do. Unpack it and add that.
error-zip-part = “{ $source }” is damaged. Pack it again and add that.
error-how-far = { $reason } { $done } of { $total } files had been added.
error-job-tries = Job { $job } was begun { $count } times and never came to its end. Add its files one by one to see which of them it is.
error-job-cut-short = It broke off before all of its files had come. Add those again that are not among the documents.
error-disk-room = The disk of { $folder } has { $size } MiB left, and adding this needs { $most }. Make room, then try again; questions are answered.
error-disk-stopped = The disk of { $folder } failed to keep what was written: { $what }. Nothing more is written until Footnote is started again; run “footnote doctor --deep” then. Questions are answered.
error-file-twice = “{ $source }” was given twice. Rename one of them.
error-file-name = “{ $source }” has a name that isn't UTF-8. Rename it.
error-generation-none = There is no generation { $number }. There are: { $numbers }.
error-generation-model = Generation { $number } was made with the model { $model }, and the settings name { $named }. Set FOOTNOTE_MODEL={ $wanted } first.
error-model-other = The index was made with the model { $model }, and the settings name { $named }. Run “{ $command }”, or set FOOTNOTE_MODEL={ $wanted }.
error-questions-squad = The questions in { $file } are not in SQuAD's form: { $what }: { $why }. It is an object with “data”: articles with “title” and “paragraphs”, each with “context” and “qas”.
error-questions-unread = The questions in { $file } can't be read: { $what }.
error-questions-none = There are no questions to measure with.

### Menus on a message

find-menu = Find in documents
check-menu = Check against documents
add-menu = Add to documents
no-words = There are no words in this message that I can read.
question-cut = { $count ->
    [one] Only the first { $count } character of the message was looked at; the rest is left out.
   *[other] Only the first { $count } characters of the message were looked at; the rest is left out.
}
check-head = Checked against the documents, sentence by sentence.
check-supported = **Supported** by:
check-contradicted = **Contradicted** by:
check-nothing = Nothing found.
check-left = { $count ->
    [one] { $count } more sentence was not checked.
   *[other] { $count } more sentences were not checked.
}

### Buttons below an answer

quote-not-shown = This quote can't be shown to you here: its document was removed, or you may not see it here.
previous-button = Previous
next-button = Next
section-button = Whole section
quote-button = Back to the quote
context-attached = This is longer than a message holds: it is attached whole, as { $file }.
context-elsewhere = The quote itself stands elsewhere in the document.
page-caption = { $where }. The quote is marked in yellow.
page-alt = { $where }. Marked on the page: “{ $quote }”
page-gone = The page can't be shown: the document has changed since, or is gone. Check says what became of the quote.
page-too-large = The picture of the page is larger than Discord takes here.
original-file = **{ $source }**, as it is now:
original-too-large = **{ $source }** is larger than the { $limit } MiB that Discord takes here.
check-unchanged = **Unchanged.** The document was read again: it is the one added on { $since }, and these words stand in it.
check-moved = **The document has changed, the quote has not.** The version added on { $since } says the same, word for word:
check-changed = **Changed.** The quote doesn't stand in the version added on { $since }. The passage most like it now reads:
check-dropped = **Gone.** The quote doesn't stand in the version added on { $since }, and nothing like it does.
check-removed = **Removed.** The document of this quote is not here any more.
share-only-in-servers = An answer can be shared only in a server's channel.
share-not-allowed = You may not write in this channel, so I can't show the answer there for you.
shared-already = You have shared this answer already.
nothing-to-share = Not everyone in this channel may see the quotes of this answer, so it can't be shared here.
shared-now = Shared with the channel.
reason-button = Say why
reason-title = Say why
reason-label = What was good, or what was missing?
reason-kept = Thank you, your reason is kept for those who look after the documents.
thanks-helpful = Thank you: kept as helpful. You can change your mind at any time.
thanks-not-helpful = Thank you: kept as not helpful. You can change your mind at any time.
will-be-told = You will be told when a document answers this question.
waiting-already = You are waiting already: you will be told when a document answers this question.
answered-now = A document answers now what you asked: { $question }
removed-now = The answer is removed.

### Asking by a form

panel = **Ask the documents here.** I answer in their own words and say exactly where they stand. Press the button below, or mention me with your question.
ask-button = Ask
ask-title = Ask the documents
ask-question-label = What do you want to know?
ask-who-label = Who sees the answer?
ask-everyone-choice = Everyone in this channel
ask-me-choice = Only me
asked-by = { $who } asks:

### Threads

ask-more-button = Ask more
thread-begun = Ask more here: press the button, mention me, reply to me, or use `/{ ask-command }`. A follow-up such as “and in 2006?” or “why?” is understood.
thread-open = Ask more in { $thread }.
thread-not-allowed = I'm not allowed to open a thread here; somebody who manages the server can give me the permission to create public threads and to write in them.
searched-for = Searched for: { $question }

### Settings of a server: what is wrong with a name, a value or a file

setting-unknown = “{ $name }” is not a setting. The settings are { $known }.
setting-unknown-like = “{ $name }” is not a setting; did you mean “{ $meant }”?
setting-wrong = “{ $name }” is “{ $value }” and must be { $needed }.
setting-needs-channels = numbers of at most 25 channels with commas between, or none
setting-needs-roles = numbers of at most 25 roles with commas between, or none
setting-needs-days = a whole number from 0 (for ever) to 36500
setting-needs-yes = yes or no (in a file true or false)
setting-needs-silence = strict, balanced, generous, or a number from 0 to 1
setting-needs-language = discord, en, de, es or fr
setting-file-no-json = The file is not JSON in UTF-8. Take one that settings were exported to.
setting-file-other = The file holds no settings of Footnote: it needs “footnote_settings” and “settings”. Take one that settings were exported to.
setting-file-more = “{ $name }” beside “settings” is not known. Take it out of the file.
setting-file-format = The file has the format “{ $version }”, and this Footnote reads { $format }. Export the settings again.

### Settings of a server

settings-command = settings
    .description = What this server has chosen: where I answer, who may manage, privacy.
settings-show-command = show
    .description = Show what counts here, and change it.
settings-export-command = export
    .description = Save what this server has chosen as a file.
settings-import-command = import
    .description = Choose what a file says; what isn't in it goes back to the default.
    .file = file
    .file-description = A file that settings were exported to.
settings-places-title = Where I answer
settings-managers-title = Who may manage
settings-privacy-title = Privacy
settings-silence-title = When the documents don't say
settings-language-title = Language of public answers
settings-changed = Saved. It counts from now on.
settings-unchanged = Nothing has changed.
settings-change-button = Change
settings-all-channels = all channels
settings-channels = In { $channels }.
settings-panels = The *Ask* button stands in { $channels }.
settings-forums = New posts are answered in { $channels }.
settings-managers = Whoever may manage the server, and { $roles }.
settings-nobody = Whoever may manage the server, and nobody else.
settings-kept-days = { $count ->
    [one] Questions, answers, opinions and waits are kept for { $count } day.
   *[other] Questions, answers, opinions and waits are kept for { $count } days.
}
settings-kept-ever = Questions, answers, opinions and waits are kept until somebody wants to be forgotten.
settings-words-kept = The words of questions are kept with them.
settings-words-not-kept = The words of questions are not kept.
settings-file-hint = `/{ settings-command } { settings-export-command }` saves all this as a file, `/{ settings-command } { settings-import-command }` brings it back.
settings-strict-choice = Strict: only what is very likely an answer
settings-balanced-choice = Balanced
settings-generous-choice = Generous: also what may be an answer
settings-number-choice = From evidence of { $number } on
settings-discord-choice = As Discord says: each asker's, or the server's
settings-english-choice = English
settings-german-choice = Deutsch (German)
settings-spanish-choice = Español (Spanish)
settings-french-choice = Français (French)
settings-keep-choice = Keep the words of questions
settings-no-words-choice = Keep no words of questions, and delete those kept
settings-channels-label = Only in these channels (none chosen: all)
settings-panels-label = The Ask button stands in
settings-forums-label = Forums whose new posts are answered
settings-managers-label = Roles that may manage, beside Manage Server
settings-days-label = Days that answers are kept; 0: for ever
settings-words-label = The words of questions
settings-silence-label = When I answer
settings-language-label = Public answers are in
settings-exported = What this server has chosen; what isn't in the file is as the operator says.
settings-file-large = The file is too large for settings. Attach one that settings were exported to.
only-manage-server = Only members with the permission Manage Server can say who may manage.
setting-no-channel = “{ $name }” names { $value }, which is no channel of this server that fits. Take it out.
setting-no-forum = “{ $name }” names { $value }, which is no forum of this server. Take it out.
setting-no-role = “{ $name }” names { $value }, which is no role of this server that can be trusted. Take it out.
answers-elsewhere = In this server I answer questions only in { $channels }.
answers-elsewhere-unseen = In this server I answer questions only in channels that you can't see.

### What is kept about people

privacy-command = privacy
    .description = What I keep about you, and letting go of it.
privacy-show-command = show-me
    .description = Send me all that is kept about me, as a file that only I see.
privacy-forget-command = forget-me
    .description = Let go of all that is kept about me, in all servers.
nothing-kept = Nothing is kept about you.
kept-attached = All that is kept about you, in all servers. Quotes are not in it: they are the documents' words.
forget-button = Forget me
forget-asked = All that you asked, thought of answers and wait for is deleted in all servers, and can't be brought back. Messages that stand on Discord stay: *Remove* takes them away first. What you changed in documents and settings stays, but not who did it.
forget-not-you = Only you yourself can have yourself forgotten. Use /{ privacy-command } { privacy-forget-command }.
forgotten = **You are forgotten.**
forgotten-questions = { $count ->
    [one] { $count } question and its answer are deleted.
   *[other] { $count } questions and their answers are deleted.
}
forgotten-feedback = { $count ->
    [one] { $count } opinion is deleted.
   *[other] { $count } opinions are deleted.
}
forgotten-waiting = { $count ->
    [one] You don't wait any more for { $count } answer.
   *[other] You don't wait any more for { $count } answers.
}
forgotten-changes = { $count ->
    [one] { $count } entry about documents and settings doesn't name you any more.
   *[other] { $count } entries about documents and settings don't name you any more.
}
help-settings = `/{ settings-command } { settings-show-command }` Choose where I answer, who may manage, and how long answers are kept
help-privacy = `/{ privacy-command } { privacy-show-command }` and `/{ privacy-command } { privacy-forget-command }` See what is kept about you, or have it deleted.
