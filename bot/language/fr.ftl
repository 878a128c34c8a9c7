# Ce que le bot dit sur Discord, en français. Il tutoie.

### Commandes

ask-command = demander
    .description = Répond à une question avec les mots des documents.
    .question = question
    .question-description = Ce que tu veux savoir.
    .private = privé
    .private-description = Toi seul verras la réponse (sinon : tout le monde).

documents-command = documents
    .description = Les documents d’où viennent les citations.
documents-add-command = ajouter
    .description = Ajoute un document ou remplace son ancienne version.
    .file = fichier
    .file-description = Le document ; un fichier du même nom est remplacé.
documents-list-command = liste
    .description = Montre les documents d’où viennent les réponses.
documents-remove-command = retirer
    .description = Retire un des documents de ce serveur.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.

index-command = index
    .description = L’index qui trouve des passages dans les documents.
index-rebuild-command = reconstruire
    .description = Relit et réindexe tous les documents.
index-status-command = état
    .description = Montre ce que contient l’index.
index-rollback-command = revenir
    .description = Défait la dernière reconstruction de l’index.
index-jobs-command = tâches
    .description = Montre les derniers ajouts et reconstructions.
index-cancel-command = annuler
    .description = Annule un ajout ou une reconstruction.
    .job = tâche
    .job-description = Le numéro de la tâche, tel que /{ index-command } { index-jobs-command } le montre.

help-command = aide
    .description = Ce que je fais et quelles commandes existent.

### Questions

how-to-ask = Écris ta question après mon nom, en réponse à un de mes messages ou en message privé ; ou utilise `/{ ask-command }`.
