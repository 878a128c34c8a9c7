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
    .description = Add a document, or replace its old version.
    .file = file
    .file-description = The document; a file of the same name is replaced.
documents-list-command = list
    .description = List the documents that answers come from.
documents-remove-command = remove
    .description = Remove one of this server's documents.
    .document = document
    .document-description = Which one; start typing its name.

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
not-handed-over = Discord didn't hand over “{ $source }”. Please attach it again.

### Who may change documents. Said as plain text, without markdown.

only-in-servers = Documents can be changed only in a server, not in direct messages.
only-managers = Only members with { $needed } can change this server's documents.
needed-permission = the permission Manage Server
needed-permission-or-role = the permission Manage Server or the role “{ $role }”

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
documents-attached = { $count ->
    [one] There is { $count } document; the list is attached.
   *[other] There are { $count } documents; the list is attached.
}
listed-own = own
listed-shared = shared

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

### Answers

quote-goes-on = The quote goes on below.
quote-attached = The quote is longer than messages hold: it is attached whole, as { $file }.
offer-cut = Only the beginning of the passage is shown.
characters-left-out = { $count ->
    [one] Not shown above: { $count } invisible character.
   *[other] Not shown above: { $count } invisible characters.
}
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
error-answer-not-yours = Only the one who asked can remove this answer.
error-document-gone = The document of this quote is not here any more.
error-quote-gone = The document has changed, and this quote does not stand in it any more.
error-no-documents = There are no documents yet. Add some with /documents add in Discord, or with “footnote add FILE” in the terminal.
error-unknown-document = There is no document “{ $source }” in this library. The list of documents shows the names.
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

### Menus on a message

find-menu = Find in documents
check-menu = Check against documents
no-words = There are no words in this message that I can read.
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
