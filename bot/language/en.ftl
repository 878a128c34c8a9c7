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
