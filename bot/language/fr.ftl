# Ce que le bot dit sur Discord, en français. Il tutoie.

### Commandes

ask-command = demander
    .description = Répond à une question avec les mots des documents.
    .question = question
    .question-description = Ce que tu veux savoir.
    .private = privé
    .private-description = Toi seul verras la réponse (sinon : tout le monde).
    .document = document
    .document-description = Ne cite que ce document ; commence à taper son nom.

documents-command = documents
    .description = Les documents d’où viennent les citations.
documents-add-command = ajouter
    .description = Montre ce que de nouveaux documents changeraient ; puis tu confirmes.
    .file = fichier
    .file-description = Le document ou un .zip ; un fichier du même nom est remplacé.
    .file2 = fichier2
    .file3 = fichier3
    .file4 = fichier4
    .file5 = fichier5
    .file6 = fichier6
    .file7 = fichier7
    .file8 = fichier8
    .file9 = fichier9
    .file10 = fichier10
    .more-description = Encore un document.
    .link = lien
    .link-description = Une adresse https://, si l’exploitant le permet.
documents-replace-command = remplacer
    .description = Remplace un document par une nouvelle version ; montre ce qui change.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
    .file = fichier
    .file-description = La nouvelle version, du même type.
documents-rename-command = renommer
    .description = Donne un autre nom à un document.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
    .name = nom
    .name-description = Son nouveau nom ; l’extension reste.
documents-limit-command = limiter
    .description = Dis dans quels salons et à quels rôles un document peut être montré.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
documents-list-command = liste
    .description = Montre les documents d’où viennent les réponses.
    .search = recherche
    .search-description = Seulement ceux dont le nom ou le titre contient ces mots.
documents-info-command = info
    .description = Versions d’un document, combien il fut cité et ce qui ne le fut jamais.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
documents-remove-command = retirer
    .description = Retire un des documents de ce serveur.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
documents-bring-back-command = récupérer
    .description = Récupère un document retiré dans les 30 derniers jours.
    .document = document
    .document-description = Lequel ? Commence à taper son nom.
documents-export-command = exporter
    .description = Donne les documents tels qu’ils furent ajoutés, en fichiers .zip.

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

### Pour que ça arrive

may-not-write = Je n’ai pas le droit d’écrire dans le salon où tu m’as posé ta question ; quelqu’un qui gère le serveur peut m’y donner la permission d’envoyer des messages.
old-form = Discord montre encore une ancienne version de cette commande ; recharge Discord et réessaie.
my-fault = Quelque chose a échoué de mon côté ; la personne qui m’opère le trouvera dans le journal sous { $mark }.
operators-fault = Quelque chose que seule la personne qui m’opère peut réparer m’en empêche ; elle le trouvera dans le journal sous { $mark }.
not-handed-over = Discord n’a pas remis « { $source } ». Joins-le à nouveau, s’il te plaît.

### Qui peut changer des documents

only-in-servers = Les documents ne peuvent être changés que dans un serveur, pas en message privé.
only-managers = Seuls les membres ayant { $needed } peuvent changer les documents de ce serveur.
needed-permission = la permission « Gérer le serveur »
needed-permission-or-role = la permission « Gérer le serveur » ou le rôle « { $role } »
needed-permission-or-roles = la permission « Gérer le serveur » ou l’un des rôles { $roles }

### Combien de quoi

documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
sentences = { $count ->
    [one] { $count } phrase
   *[other] { $count } phrases
}
lines = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
done-of-files = { $total ->
    [one] { $done } fichier sur { $total }
   *[other] { $done } fichiers sur { $total }
}
done-of = { $done } sur { $total }

### Ajouter et retirer

document-added = Ajouté : **{ $source }**, { $passages }.
document-replaced = Remplacé par le nouveau fichier : **{ $source }**, { $passages }.
document-unchanged = **{ $source }** est déjà là, mot pour mot.
document-note = À propos de **{ $source }** : { $note }
document-removed = Retiré : { $document }.
not-taken = Refusé : { $reason }
not-taken-source = Refusé : **{ $source }** : { $reason }
nothing-to-do = Il n’y a rien à faire.

### La liste des documents

own-documents = **Documents de ce serveur ({ $count })**
shared-documents = **Documents partagés ({ $count })**, les mêmes dans chaque serveur
no-documents = Il n’y a pas encore de documents.

### Documents qui attendent une confirmation

nothing-given = Joins un fichier ou donne un lien.
nothing-in-message = Il n’y a rien dans ce message que je puisse lire : ni mots ni fichiers.
other-kind = « { $source } » ne peut être remplacé que par un fichier qui finit en { $ending }. Ajoute le nouveau et retire l’ancien.
staged-head = **Rien n’est encore ajouté.** Voici ce qui serait fait :
staged-nothing = **Il n’y a rien à ajouter.**
staged-new = **{ $source }** serait ajouté : { $found }
staged-changed = **{ $source }** serait remplacé par le nouveau fichier : { $found }
staged-same = **{ $source }** a les mêmes octets que { $others }.
staged-near = **{ $source }** porte presque le même nom que { $others }.
staged-more = { $count ->
    [one] { $count } ligne de plus n’est pas montrée.
   *[other] { $count } lignes de plus ne sont pas montrées.
}
staged-kept = Les fichiers sont gardés un jour et ajoutés quand tu appuies sur Confirmer.
revision = Sections de **{ $source }** : { $what }.
sections-new = nouvelles : { $names }
sections-changed = changées : { $names }
sections-gone = disparues : { $names }
sections-same = { $count ->
    [one] { $count } comme avant
   *[other] { $count } comme avant
}
before-headings = ce qui précède tous les titres
names-more = { $count ->
    [one] et { $count } de plus
   *[other] et { $count } de plus
}
reasked = { $asked ->
    [one] { $asked } question à laquelle ils avaient répondu a été reposée :
   *[other] { $asked } questions auxquelles ils avaient répondu ont été reposées :
} { $count ->
    [0] toutes auraient la même réponse.
    [one] { $count } aurait une autre réponse.
   *[other] { $count } auraient une autre réponse.
}
reasked-unanswered = n’a plus de réponse
reasked-otherwise = a une autre réponse
reasked-lost = { $count ->
    [one] { $count } citation n’y figurerait plus
   *[other] { $count } citations n’y figureraient plus
}
confirm-button = Confirmer
cancel-button = Annuler
nothing-added = Annulé : rien n’a été ajouté.
adding = Ajout en cours.
adding-behind = { $count ->
    [one] Ajout : { $count } changement passe avant.
   *[other] Ajout : { $count } changements passent avant.
}
adding-now = Ajout : { $what }
headings = { $count ->
    [one] { $count } titre
   *[other] { $count } titres
}
tables = { $count ->
    [one] { $count } tableau
   *[other] { $count } tableaux
}
count-page = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
count-slide = { $count ->
    [one] { $count } diapositive
   *[other] { $count } diapositives
}
count-sheet = { $count ->
    [one] { $count } feuille
   *[other] { $count } feuilles
}
count-row = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
count-chapter = { $count ->
    [one] { $count } chapitre
   *[other] { $count } chapitres
}
count-paragraph = { $count ->
    [one] { $count } paragraphe
   *[other] { $count } paragraphes
}

### Un seul document

none-like = Aucun document n’a **{ $words }** dans son nom ou son titre.
list-page = Page { $page } sur { $pages }
removing = Retirer { $document } ?
removing-help = Il ne sera plus dans aucune réponse, et peut être récupéré pendant 30 jours.
remove-document-button = Le retirer
nothing-removed = Rien n’a été retiré.
removed-help = Il peut être récupéré pendant 30 jours.
bring-back-button = Le récupérer
brought-back = Récupéré : **{ $source }**.
renamed = **{ $before }** s’appelle maintenant **{ $after }**.
versions = { $count ->
    [one] { $count } version :
   *[other] { $count } versions, la plus récente d’abord :
}
version-line = { $when }, { $size }, par { $who }
kib = { $count } Kio
mib = { $count } Mio
quoted-times = { $count ->
    [one] Cité dans { $count } réponse.
   *[other] Cité dans { $count } réponses.
}
unquoted = { $count ->
    [one] { $count } section sur { $sections } ne fut jamais citée :
   *[other] { $count } sections sur { $sections } ne furent jamais citées :
}
limits-none = Tout le monde peut le voir.
limits-channels = Montré seulement dans { $channels }.
limits-roles = Montré seulement à { $roles }.
limits-both = Montré seulement dans { $channels }, et seulement à { $roles }.
limits-help = Ce que tu choisis vaut aussitôt. Qui ne peut voir un document n’en reçoit ni citation, ni titre, ni nombre.
limits-no-channel = « { $value } » n’est pas un salon de ce serveur. Choisis-en d’autres.
limits-no-role = « { $value } » n’est pas un rôle de ce serveur. Choisis-en d’autres.
limits-channels-choice = Seulement dans ces salons
limits-roles-choice = Seulement aux membres de ces rôles
everyone-button = Tout le monde peut le voir
exporting = Les documents sont en cours d’emballage ; ils arrivent ci-dessous.
export-part = Partie { $part } : { $documents }
exported = { $count ->
    [one] C’était tout : { $documents } dans { $count } fichier.
   *[other] C’était tout : { $documents } dans { $count } fichiers.
}
export-large = Absent : **{ $source }** dépasse les { $limit } Mio que Discord accepte ici. « footnote export » l’écrit sur l’ordinateur du bot.
export-damaged = Absent : **{ $source }** est abîmé ou perdu. Ajoute-le encore.

### Tâches qui survivent au bot

goes-on-later = On me redémarre ; ensuite cela continue, et je dirai ici quand ce sera fait.
went-on-done = La tâche { $job } a continué après un redémarrage et est faite.
went-on-cancelled = La tâche { $job } a été annulée après un redémarrage.
went-on-failed = La tâche { $job } a continué après un redémarrage et a échoué.
went-on-answers = Les documents répondent maintenant à la question.

### Reconstructions

rebuilding = Reconstruction de l’index.
rebuilding-behind = { $count ->
    [one] Reconstruction de l’index : { $count } changement passe avant.
   *[other] Reconstruction de l’index : { $count } changements passent avant.
}
rebuilding-now = Reconstruction de l’index : { $what }
stage-read = lecture des documents
stage-embed = vectorisation des passages
stage-index = écriture de l’index
index-rebuilt = **L’index est reconstruit** : { $documents }, { $passages }.
nothing-to-index = Ce serveur n’a pas de documents à lui à indexer.
rebuild-undone = **La dernière reconstruction est défaite** : la génération { $number } du { $made } répond, { $count ->
    [one] avec { $count } document. Ce qui a été ajouté ou retiré depuis le reste.
   *[other] avec { $count } documents. Ce qui a été ajouté ou retiré depuis le reste.
}

### Tâches

job-line = **{ $job }** { $kind }, { $state } : { $done }, commencée { $begun }
job-line-note = **{ $job }** { $kind }, { $state } : { $done }, commencée { $begun } : { $note }
job-add = ajout
job-rebuild = reconstruction
job-collecting = en préparation
job-staged = attend la confirmation
job-waiting = en attente
job-running = en cours
job-done = terminée
job-cancelled = annulée
job-failed = échouée
no-jobs = Rien n’a encore été ajouté ni reconstruit.
job-is-cancelled = La tâche { $job } est annulée après { $done } ; ce qu’elle a ajouté avant reste.

### L’état des bibliothèques

own-library = Bibliothèque de ce serveur
shared-library = Bibliothèque partagée
library-empty = **{ $library }** : vide
library-state = **{ $library }** : { $documents }, { $passages }, { $sentences }
library-state-index = **{ $library }** : { $documents }, { $passages }, { $sentences } ; génération { $generation } de l’index
library-state-changed = **{ $library }** : { $documents }, { $passages }, { $sentences } ; génération { $generation } de l’index, changée { $changed }
model-line = Modèle : { $name }, { $count } dimensions

### Aide

help-head = **Je réponds aux questions avec les mots des documents de ce serveur, et je dis exactement où ils se trouvent.** Je n’invente rien : si les documents ne le disent pas, je le dis.
help-head-direct = **Je réponds aux questions avec les mots des documents partagés, et je dis exactement où ils se trouvent.** Je n’invente rien : si les documents ne le disent pas, je le dis.
help-ask = `/{ ask-command }` Pose une question ; avec `{ ask-command.private }`, toi seul vois la réponse.
help-direct = Ou écris simplement ta question ici. Dans un serveur, je connais aussi ses documents.
help-mention = Ou mentionne-moi avec ta question, ou réponds-moi ; ou envoie-moi un message privé sur les documents partagés.
help-list = `/{ documents-command } { documents-list-command }` Montre les documents que je cite.
help-add = `/{ documents-command } { documents-add-command }` Ajoute un document ou remplace son ancienne version
help-remove = `/{ documents-command } { documents-remove-command }` Retire un des documents de ce serveur
help-rebuild = `/{ index-command } { index-rebuild-command }` Relit et réindexe tous les documents
help-rollback = `/{ index-command } { index-rollback-command }` Défait la dernière reconstruction
help-jobs = `/{ index-command } { index-jobs-command }` et `/{ index-command } { index-cancel-command }` Montre les ajouts et reconstructions, ou y met fin
help-status = `/{ index-command } { index-status-command }` Montre ce que contient l’index.
help-anybody = { $line }.
help-managers = { $line } (demande { $needed }).

### Entretien : aperçu, glossaire, qualité

insights-command = aperçu
    .description = Ce qui a été demandé, cité, et ce à quoi les documents ne répondent pas.
    .days = jours
    .days-description = Combien de jours en arrière, aujourd’hui compris (sinon : 30).
glossary-command = glossaire
    .description = Les synonymes et abréviations propres à ce serveur.
glossary-list-command = liste
    .description = Montre les mots qui se trouvent l’un l’autre.
glossary-add-command = ajouter
    .description = Fait que des mots se trouvent l’un l’autre désormais.
    .entry = entrée
    .entry-description = Des mots séparés par = : RH = ressources humaines.
glossary-remove-command = retirer
    .description = Retire des mots du glossaire.
    .entry = entrée
    .entry-description = La ligne entière ou un de ses mots ; il suffit de commencer à l’écrire.
quality-command = qualité
    .description = Mesure comment les questions de l’équipe trouvent réponse.
    .file = fichier
    .file-description = D’autres questions, un objet JSON par ligne : "question" et "answers".
help-insights = `/{ insights-command }` Montre ce qui a été demandé et les questions sans réponse
help-glossary = `/{ glossary-command } { glossary-list-command }`, `{ glossary-add-command }` et `{ glossary-remove-command }` Tient les synonymes et abréviations propres à ce serveur
help-quality = `/{ quality-command }` Mesure avec les questions dont les réponses ont été marquées utiles

insights-head = { $count ->
    [one] **Questions d’aujourd’hui**
   *[other] **Questions des { $count } derniers jours**
}
insights-sum = { $count ->
    [one] { $count } question : { $answered } avec réponse, { $declined } sans.
   *[other] { $count } questions : { $answered } avec réponse, { $declined } sans.
}
insights-bad = { $count ->
    [one] { $count } réponse a été marquée inutile.
   *[other] { $count } réponses ont été marquées inutiles.
}
insights-wordless = { $count ->
    [one] { $count } question sans réponse n’est que comptée : ses mots n’ont pas été gardés, ou ont été effacés.
   *[other] { $count } questions sans réponse ne sont que comptées : leurs mots n’ont pas été gardés, ou ont été effacés.
}
insights-nothing = Rien n’a été demandé.
quoted-most = **Les plus cités**
quoted-line = { $count ->
    [one] { $document } : { $count } réponse
   *[other] { $document } : { $count } réponses
}
quoted-never = { $count ->
    [one] **Jamais cité pendant ce temps ({ $count })**
   *[other] **Jamais cités pendant ce temps ({ $count })**
}
and-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
open-head = { $count ->
    [one] **{ $count } question à laquelle aucun document ne répond**, avec ses semblables
   *[other] **{ $count } questions auxquelles aucun document ne répond**, chacune avec ses semblables
}
open-shown = de { $first } à { $last }, les plus fréquentes d’abord
open-none = Aucune question n’est restée sans réponse.
open-asked = { $count ->
    [one] posée { $count } fois, { $last }
   *[other] posée { $count } fois, la dernière { $last }
}
open-waiting = { $count ->
    [one] { $count } personne veut être prévenue
   *[other] { $count } personnes veulent être prévenues
}
open-also = aussi : { $questions }
open-add-button = Ajouter un document
open-by-button = Réponse dans …
open-dismiss-button = Écarter
open-settled = Cette question a déjà une réponse, ou est réglée.
open-add-title = Ajouter un document qui y répond
open-add-label = Documents
open-add-hint = Ce qui y répond ; un fichier du même nom est remplacé.
open-added-answers = Les documents y répondent maintenant :
open-added-silent = Les documents n’y répondent toujours pas. Pose-la en d’autres mots, ou prends *{ open-by-button }*.
open-by-head = Quel document répond à « { $question } » ?
open-by-placeholder = Choisir un document
open-by-likeliest = Les { $shown } plus probables de { $count } documents.
open-by-says = **{ $document }** répond par :
open-by-nearest = **{ $document }** ne le dit pas assez nettement pour être trouvé. Ce qu’il dit de plus proche :
open-by-nothing = **{ $document }** ne dit rien de tel.
open-settle-button = Cela y répond
open-settle-hint = Elle quitte alors la liste, et qui voulait être prévenu l’est, s’il peut voir le document.
open-settled-now = { $count ->
    [0] Réglée : la question a quitté la liste.
    [one] Réglée : la question a quitté la liste, et { $count } personne a été prévenue.
   *[other] Réglée : la question a quitté la liste, et { $count } personnes ont été prévenues.
}
settled-now = Quelqu’un qui s’occupe des documents a trouvé ce qui répond à ta question : { $question }
plot-answered = avec réponse
plot-declined = les documents n’en disent rien
plot-not-helpful = marquées inutiles
plot-days = Questions par jour
plot-weeks = Questions par semaine
plot-nothing-asked = Rien n’a été demandé.
plot-documents = Réponses qui citent un document
plot-nothing-quoted = Aucun document n’a été cité.
plot-never = { $count ->
    [one] { $count } document n’a jamais été cité pendant ce temps.
   *[other] { $count } documents n’ont jamais été cités pendant ce temps.
}
plot-days-alt = Colonnes du { $first } au { $last } : { $asked } questions, { $answered } avec réponse, { $declined } sans ; { $bad } marquées inutiles. Le plus le { $busiest } : { $most }.
plot-days-none-alt = Colonnes du { $first } au { $last } : rien n’a été demandé.
plot-documents-alt = Barres des documents selon les réponses qui les citent : { $documents }.
plot-documents-none-alt = Barres des documents : aucun n’a été cité.

own-glossary = **Glossaire de ce serveur ({ $count })**
shared-glossary = **Glossaire commun ({ $count })**, le même sur tous les serveurs
glossary-more = { $count ->
    [one] et { $count } autre, dans { $source }
   *[other] et { $count } autres, dans { $source }
}
no-glossary = Il n’y a pas encore de glossaire. `/{ glossary-command } { glossary-add-command }` en commence un.
glossary-added = **{ $entry }** : ces mots se trouvent désormais l’un l’autre. Ils sont dans { $source }.
glossary-removed = **{ $entry }** est retiré de { $source }.

quality-asking = Les questions de l’équipe sont posées : { $done }
quality-head = { $count ->
    [one] **Qualité** : { $count } question de l’équipe
   *[other] **Qualité** : { $count } questions de l’équipe
}
quality-from = { $helpful } de réponses marquées utiles, { $file } du fichier.
quality-line = { $measure } : **{ $value }**
quality-line-before = { $measure } : **{ $value }**, avant { $before }
quality-since = Avant : { $when }, avec { $count ->
    [one] { $count } question.
   *[other] { $count } questions.
}
quality-same = Les réponses qui ont aidé sont aussi bonnes qu’avant.
quality-worse-change = { $count ->
    [one] **{ $count } réponse qui avait aidé est devenue moins bonne par ce changement.**
   *[other] **{ $count } réponses qui avaient aidé sont devenues moins bonnes par ce changement.**
}
quality-worse-now = { $count ->
    [one] **{ $count } réponse qui avait aidé est moins bonne maintenant.**
   *[other] **{ $count } réponses qui avaient aidé sont moins bonnes maintenant.**
}
quality-worse-line = **{ $question }**
quality-worse-before = avant : « { $sentence } » ({ $document })
quality-worse-after = maintenant : « { $sentence } » ({ $document })
quality-worse-silent = maintenant : les documents n’en disent rien
quality-alt = Mesures de { $count } questions de 0 à 1, avec intervalles à 95 % : { $figures }.
plot-quality = Comment les questions de l’équipe trouvent réponse
plot-now = maintenant
plot-before = avant
plot-interval = intervalle à 95 %
measure-hit-at-1 = le premier passage contient la réponse
measure-hit-at-3 = un des trois premiers
measure-hit-at-5 = un des cinq premiers
measure-mrr-at-10 = rang réciproque moyen, dix premiers
measure-quote-at-1 = la première citation contient la réponse
measure-quote-at-3 = une des trois premières citations
measure-answered = questions à réponse répondues
measure-declined = les autres déclinées
error-glossary-entry = « { $entry } » n’est pas une ligne de glossaire. Écris des mots séparés par « = », chacun de { $most } caractères au plus : RH = ressources humaines.
error-glossary-known = Le glossaire dit déjà « { $entry } ».
error-glossary-unknown = Le glossaire n’a pas de ligne « { $entry } ». La liste du glossaire montre ses lignes.
error-glossary-several = Le glossaire a plusieurs lignes avec « { $entry } ». Donne la ligne entière.
error-glossary-shared = La ligne « { $entry } » est du glossaire de la bibliothèque commune, le même sur tous les serveurs. Qui l’exploite peut le changer.
error-glossary-none = Le document « { $source } » est ici et n’est pas un glossaire : il a plus d’autres lignes que de lignes avec « = ». Retire-le, ou ajoute-le sous un autre nom.
error-glossary-prose = Sans la ligne « { $entry } », le document « { $source } » ne serait plus un glossaire : trop de ses autres lignes sont sans « = ». Modifie le document et ajoute-le de nouveau.
error-none-helpful = Aucune réponse de la bibliothèque { $library } n’a encore été marquée utile. Les boutons sous une réponse sur Discord le font ; d’ici là, donne un fichier de questions.
error-questions-json = { $file }, ligne { $line } : ce n’est pas du JSON : { $what }.
error-questions-form = { $file }, ligne { $line } : il faut un objet avec "question" (texte) et "answers" (une liste de passages, vide si les documents ne répondent pas).
questions-many = { $file } contient { $count } questions ; { $most } au plus sont posées ici. « footnote evaluate », dans le terminal, en pose autant qu’il y en a.
questions-text = { $file } n’est pas du texte en UTF-8. Enregistre-le ainsi, un objet JSON par ligne.

### Réponses

quote-goes-on = La citation continue ci-dessous.
quote-attached = La citation est plus longue que ce que les messages contiennent : elle est jointe en entier, sous le nom { $file }.
offer-cut = Seul le début du passage est affiché.
characters-left-out = { $count ->
    [one] Non affiché ci-dessus : { $count } caractère invisible.
   *[other] Non affichés ci-dessus : { $count } caractères invisibles.
}
origin-message = message
origin-page = page web
also-in = aussi dans { $places }
also-more = { $count ->
    [one] { $count } autre endroit
   *[other] { $count } autres endroits
}
documents-differ = Les documents diffèrent, le plus récent d’abord : { $documents }.
documents-differ-undated = Les documents diffèrent, et on ne sait pas lequel est le plus récent : { $documents }.
versions-differ = De versions différentes d’un document, la plus récente d’abord : { $documents }.
versions-differ-undated = De versions différentes d’un document, et on ne sait pas laquelle est la plus récente : { $documents }.
date-text = daté du { $date }
date-name = { $date } d’après son nom
date-added = ajouté le { $date }
place-page = { $count ->
    [one] page { $where }
   *[other] pages { $where }
}
place-slide = { $count ->
    [one] diapositive { $where }
   *[other] diapositives { $where }
}
place-sheet = { $count ->
    [one] feuille { $where }
   *[other] feuilles { $where }
}
place-row = { $count ->
    [one] rangée { $where }
   *[other] rangées { $where }
}
place-chapter = { $count ->
    [one] chapitre { $where }
   *[other] chapitres { $where }
}
place-paragraph = { $count ->
    [one] paragraphe { $where }
   *[other] paragraphes { $where }
}
place-line = { $count ->
    [one] ligne { $where }
   *[other] lignes { $where }
}
no-answer = **Les documents ne le disent pas.**
no-quote = **Aucune citation ne peut être affichée.**
nearest = Les passages les plus proches, qui peuvent parler d'autre chose :
quotes-withheld = { $count ->
    [one] { $count } citation est retenue : elle ne figure plus ainsi dans son document. `/{ index-command } { index-rebuild-command }` relit les documents.
   *[other] { $count } citations sont retenues : elles ne figurent plus ainsi dans leurs documents. `/{ index-command } { index-rebuild-command }` relit les documents.
}
other-language = La citation est dans la langue de son document, qui n’est pas celle de la question.
by-words = L'index est en cours de réparation ; les passages ont été cherchés par les mots seuls. Repose la question dans une minute.
read-spelling = « { $said } » a été lu comme « { $meant } ».
read-too = « { $meant } » a aussi été cherché.
read-document = Seulement dans « { $meant } ».
read-section = Seulement dans la section « { $meant } ».
read-dates = Seulement ce qui est daté de { $meant }.
shared-by = { $who } partage cette réponse :
no-more-quotes = Il n'y a pas d'autres citations qui puissent être affichées ici.
context-button = Contexte
more-button = { $count ->
    [one] { $count } autre citation
   *[other] { $count } autres citations
}
page-button = Page
original-button = Original
check-button = Vérifier
share-button = Partager
helpful-button = Utile
not-helpful-button = Pas utile
remove-button = Retirer
tell-button = Préviens-moi quand un document y répond

### Quand il y a trop à faire

crowded-questions = { $count ->
    [one] Il y a du monde : { $count } question passe avant. Réessaie dans un instant.
   *[other] Il y a du monde : { $count } questions passent avant. Réessaie dans un instant.
}
crowded-changes = { $count ->
    [one] Il y a du monde : { $count } changement passe avant. Réessaie dans un instant.
   *[other] Il y a du monde : { $count } changements passent avant. Réessaie dans un instant.
}
crowded-lookups = { $count ->
    [one] Il y a du monde : { $count } recherche passe avant. Réessaie dans un instant.
   *[other] Il y a du monde : { $count } recherches passent avant. Réessaie dans un instant.
}
waiting-behind = { $count ->
    [one] { $count } question passe avant la tienne ; la réponse arrivera ici.
   *[other] { $count } questions passent avant la tienne ; la réponse arrivera ici.
}
stopping = On est en train de me redémarrer ; réessaie dans une minute.
not-served = Je ne réponds que pour les serveurs choisis par la personne qui m’exploite.
too-fast-member = { $count ->
    [one] Je réponds à { $count } question par minute et par membre. Repose-la { $when }.
   *[other] Je réponds à { $count } questions par minute et par membre. Repose la tienne { $when }.
}
too-fast-server = { $count ->
    [one] Je réponds à { $count } question par minute dans ce serveur. Repose-la { $when }.
   *[other] Je réponds à { $count } questions par minute dans ce serveur. Repose la tienne { $when }.
}

### Trouver des mots exacts

find-command = trouver
    .description = Trouve des mots, des codes et des phrases exacts dans les documents.
    .words = mots
    .words-description = Des mots, un code, ou une « phrase » entre guillemets.
    .private = privé
    .private-description = Toi seul vois ce qui est trouvé (sinon : tout le monde).
places = { $count ->
    [one] { $count } endroit
   *[other] { $count } endroits
}
find-head = **{ $query }** : { $places } dans { $documents }.
find-shown = Affichés : { $first }–{ $last }.
find-nothing = **{ $query }** ne se trouve pas dans les documents, en ces mots mêmes.
find-part = Une partie seulement est affichée.
find-withheld = { $count ->
    [one] { $count } endroit ou document est retenu : il a été endommagé.
   *[other] { $count } endroits ou documents sont retenus : ils ont été endommagés.
}
find-previous-button = Précédent
find-next-button = Suivant

### Ce que dit la bibliothèque

error-answer-unknown = Cette réponse n’est plus connue ici. Repose la question.
error-answer-removed = La personne qui a demandé cette réponse l’a retirée. Repose la question.
error-answer-let-go = Cette réponse a été effacée : les questions sont gardées un temps limité, ou jusqu’à ce que la personne qui a posé la question veuille être oubliée. Repose la question.
error-answer-unkept = Le texte des questions n’est pas gardé ici, donc celle-ci ne peut pas être reposée pour toi. Pose-la toi-même quand des documents auront été ajoutés.
error-answer-not-yours = Seule la personne qui a posé la question peut retirer cette réponse.
error-document-gone = Le document de cette citation n'est plus ici.
error-quote-gone = Le document a changé, et cette citation n'y figure plus.
error-no-documents = Il n’y a pas encore de documents. Ajoutes-en avec /{ documents-command } { documents-add-command }.
error-unknown-document = Il n’y a pas de document « { $source } » dans cette bibliothèque. La liste des documents montre les noms.
error-job-confirmed = La tâche { $job } a déjà été confirmée.
error-document-here-no-more = Ce document n’est plus ici.
error-name-taken = « { $name } » est déjà le nom d’un document. Choisis-en un autre.
error-name-removed = « { $name } » est le nom d’un document retiré qui peut être récupéré. Choisis-en un autre.
error-name-none = « { $name } » ne peut être un nom. Donnes-en un avec des lettres ou des chiffres, sur une ligne.
error-name-long = Le nom a { $count } caractères, et { $most } au plus sont gardés.
error-not-removed = Aucun document « { $source } » n’a été retiré qui puisse être récupéré. Ajoute-le encore.
error-question-half = La question contient une moitié de caractère. Tape-la à nouveau.
error-question-empty = La question est vide. Demande en quelques mots ou par une phrase entière.
error-question-long = La question a { $count } caractères ; { $most } au plus sont lus. Pose-la en moins de mots.
error-nothing-to-find = Il n’y a rien à chercher. Donne des mots, un code ou une « expression ».
error-nothing-to-check = Il n'y a ici aucune phrase qui puisse être vérifiée.
error-job-unknown = Il n’y a pas de tâche { $job } ici. La liste des tâches montre les numéros.
error-job-ended = La tâche { $job } est déjà finie ({ $state }).
error-job-cancelled = La tâche a été annulée. Ce qu’elle avait ajouté avant reste.
error-job-busy = Un autre processus travaille à la tâche { $job }.
error-in-the-way = D’autres changements s’interposent sans cesse. Réessaie dans un instant.
error-changing = La bibliothèque est en train d’être changée ({ $who }, { $folder }). Réessaie dans un instant.
error-nothing-rebuilt = Il n’y a rien à quoi revenir : l’index n’a pas été reconstruit depuis l’ajout des documents.
error-nothing-there = Il n’y a rien à quoi revenir : la bibliothèque est vide.
error-disk-full = Le disque de { $folder } est plein. Ce qui a été ajouté avant est en sûreté, et les questions ont leur réponse. Fais de la place, puis réessaie.
error-file-unknown = « { $source } » est d’un type inconnu ({ $type }). Types lisibles : { $readable }.
error-file-empty = « { $source } » est vide. Ajoute un fichier qui contient du texte.
error-file-blank = « { $source } » ne contient que des blancs. Ajoute un fichier qui contient du texte.
error-file-wordless = « { $source } » ne contient pas de mots. Ajoute un fichier avec des phrases.
error-file-headings = « { $source } » ne contient pas de texte sous ses titres. Ajoute un fichier avec des phrases.
error-file-textless = « { $source } » ne contient pas de texte. Ajoute un fichier avec des phrases.
error-file-large = « { $source } » est trop grand : { $size } Mio, et la limite est { $most } Mio. Divise-le, ou fais augmenter FOOTNOTE_MAX_FILE_MIB.
error-file-protected = « { $source } » est protégé par un mot de passe. Enlève la protection et ajoute-le à nouveau.
error-file-damaged = « { $source } » est endommagé, ou n’est pas un fichier { $kind }. Ouvre-le dans le programme d’où il vient, enregistre-le à nouveau et ajoute cela.
error-file-other = « { $source } » n’est pas un fichier valide de son type ({ $expected }), ou est endommagé. Exporte-le à nouveau et ajoute cela.
error-file-not-text = « { $source } » n’est pas du texte : il contient des caractères de contrôle, comme les fichiers binaires. Exporte-le en texte et ajoute cela.
error-pdf-scanned = « { $source } » semble numérisé : ses { $pages } pages ne contiennent pas de texte, seulement des images. Passe-le à la reconnaissance de texte (OCR) et ajoute le résultat.
error-pdf-scanned-page = « { $source } » semble numérisé : son unique page ne contient pas de texte, seulement des images. Passe-le à la reconnaissance de texte (OCR) et ajoute le résultat.
error-pdf-none = « { $source } » est endommagé : aucune page n’y est trouvée. Exporte-le à nouveau et ajoute cela.
error-pdf-unreadable = « { $source } » est endommagé : aucune de ses pages n’est lisible. Exporte-le à nouveau et ajoute cela.
error-file-crashed = « { $source } » ne peut pas être lu : le lecteur a planté ou manqué de mémoire. Divise-le en fichiers plus petits, ou exporte-le à nouveau et ajoute cela.
error-file-slow = Lire « { $source } » a pris plus de { $seconds } secondes et a été arrêté. Divise-le en fichiers plus petits, ou exporte-le à nouveau et ajoute cela.
error-file-failed = « { $source } » ne peut pas être lu : le lecteur y a échoué. Enregistre-le dans un autre format et ajoute cela ; le journal dit pourquoi.
error-file-again = « { $source } » a échoué { $count } fois et n’est plus essayé. La dernière fois : { $reason }
error-file-hostile = comme seuls le font les fichiers hostiles. Enregistre-le à nouveau avec le programme d’où il vient, et ajoute cela.
error-file-parts = « { $source } » contient { $count } parties, et la limite est { $most }. Divise-le en plusieurs fichiers.
error-file-unpacks = « { $source } » fait { $size } Mio une fois décompressé, et la limite est { $most } Mio. Enlève les grandes images, ou divise-le.
error-file-grows = « { $source } » contient une partie qui grandit plus de { $count } fois à la décompression, { $reason }
error-file-part-large = « { $source } » contient une partie de plus de { $most } Mio. Divise-le en plusieurs fichiers.
error-file-entities = « { $source } » déclare ses propres entités, { $reason }
error-file-doctype = « { $source } » déclare son propre type de document, { $reason }
error-file-markup = « { $source } » contient plus de { $most } Mio de texte et de balises. Divise-le en plusieurs fichiers.
error-file-old = « { $source } » est { $kind }. Ouvre-le dans { $program }, enregistre-le en { $extension } et ajoute cela.
error-file-old-office = « { $source } » est un ancien fichier Office. Ouvre-le dans le programme d’où il vient, enregistre-le au format actuel et ajoute cela.
error-file-encoding = « { $source } » n’est pas du { $encoding } valide, comme le disent ses premiers octets. Enregistre-le en UTF-8 et ajoute-le à nouveau.
error-file-utf = « { $source } » n’est pas de l’UTF-8 valide (l’octet 0x{ $byte } de la ligne { $line } ne convient pas), { $reason }. Enregistre-le en UTF-8 et ajoute-le à nouveau.
error-file-utf-short = et il est trop court pour que l’on reconnaisse son encodage
error-file-utf-other = et son encodage n’est pas reconnaissable
error-file-no-process = « { $source } » ne peut pas être lu maintenant : aucun processus n’a pu être lancé pour lui. Ajoute-le à nouveau dans quelques minutes.
error-file-memory = « { $source } » demande pour être lu plus de mémoire que les { $most } Mio permis à un fichier. Divise-le en fichiers plus petits, ou exporte-le à nouveau et ajoute cela.
error-file-text-large = « { $source } » contient plus de texte que les { $most } Mo permis à un fichier. Divise-le en fichiers plus petits.
error-file-stopped = « { $source } » ne peut pas être lu : le système a arrêté son lecteur, comme il le fait quand la mémoire manque. Ajoute-le à nouveau plus tard, ou divise-le en fichiers plus petits.
error-file-mismatch = « { $source } » n’est pas { $expected }, mais { $kind }. { $reason }
error-remedy-rename = Renomme-le en { $name } et ajoute-le à nouveau.
error-remedy-docx = Enregistre-le en .docx et ajoute cela.
error-remedy-xlsx = Enregistre-le en .xlsx et ajoute cela.
error-remedy-pptx = Enregistre-le en .pptx et ajoute cela.
error-remedy-office = Enregistre-le en .docx, .pptx ou .xlsx et ajoute cela.
error-remedy-unpack = Décompresse-le et ajoute les fichiers qu’il contient.
error-remedy-picture = Ajoute comme document le texte qu’elle montre.
error-remedy-media = Ajoute ses paroles comme document.
error-remedy-program = Ajoute plutôt un document.
error-kind-text = du texte brut
error-kind-page = une page web
error-kind-pdf = un PDF
error-kind-docx = un document Word
error-kind-pptx = une présentation PowerPoint
error-kind-xlsx = un classeur Excel
error-kind-csv = un tableau CSV
error-kind-epub = un livre électronique
error-kind-eml = un e-mail
error-kind-rtf = un fichier de texte enrichi
error-kind-odt = un texte OpenDocument
error-kind-ods = un tableau OpenDocument
error-kind-odp = une présentation OpenDocument
error-kind-ole = un ancien fichier Office
error-kind-doc = un ancien fichier Word (.doc)
error-kind-ppt = un ancien fichier PowerPoint (.ppt)
error-kind-xls = un ancien fichier Excel (.xls)
error-kind-zip = une archive zip
error-kind-gzip = une archive gzip
error-kind-archive = une archive
error-kind-picture = une image
error-kind-media = un fichier de son ou de film
error-kind-program = un programme
error-csv-quote = « { $source } » a un guillemet sans son pendant à la ligne { $count }. Corrige-le, ou enregistre à nouveau le tableau depuis un tableur, et ajoute-le à nouveau.
error-mail-parts = « { $source } » contient { $count } e-mails ou groupes de parties, et la limite est { $most }. Enregistre un à un les e-mails qu’il contient et ajoute-les.
error-mail-long = « { $source } » a plus de parties ou de plus longs en-têtes qu’un e-mail honnête. Enregistre son texte et ajoute cela.
error-mail-none = « { $source } » n’est pas un e-mail : il ne commence pas par un expéditeur, une date ou un objet. Enregistre-le à nouveau avec le logiciel de messagerie et ajoute cela.
error-mail-damaged = « { $source } » est endommagé. Enregistre-le à nouveau avec le logiciel de messagerie et ajoute cela.
error-mail-encrypted = « { $source } » est chiffré. Ouvre-le dans le logiciel de messagerie, enregistre son texte et ajoute cela.
error-epub-protected = « { $source } » est protégé contre la copie. Ajoute une copie qui ne l’est pas, si tu as le droit d’en avoir une.
error-page-large = « { $source } » contient une page de { $size } Mio, et la limite est { $most } Mio. Divise-le, ou enregistre-le en texte et ajoute cela.
error-page-tags = « { $source } » contient une page de plus de { $most } balises. Divise-le, ou enregistre-le en texte et ajoute cela.
error-page-hostile = « { $source } » { $reason }, comme n’en a aucune page honnête. Enregistre-le en texte et ajoute cela.
error-page-deep = a plus de { $count } balises les unes dans les autres
error-page-attributes = a une balise de plus de { $count } attributs
error-pdf-pages = « { $source } » a { $count } pages, et la limite est { $most }. Divise-le et ajoute les parties.
error-pdf-pageless = « { $source } » n’a pas de pages. Exporte-le à nouveau depuis le programme d’où il vient.
error-pdf-other = « { $source } » n’est pas un fichier PDF, quoi que dise son nom. Ajoute-le sous son vrai type.
error-picture-damaged = La page { $page } de « { $source } » est endommagée et ne peut pas être dessinée. Exporte le fichier à nouveau.
error-picture-none = « { $source } » n’a pas de page { $page } : il finit à la page { $last }. Demande à nouveau.
error-zip-damaged = « { $source } » est endommagé, ou n’est pas une archive zip. Compresse-le à nouveau et ajoute cela.
error-zip-much = « { $source } » contient trop : plus de { $most } fichiers et parties de fichiers. Divise-le en plusieurs archives.
error-zip-empty = « { $source } » ne contient pas de fichiers. Ajoute une archive qui en contient.
error-zip-files = « { $source } » contient { $count } fichiers, et la limite est { $most }. Divise-le en plusieurs archives.
error-zip-unpacks = « { $source } » fait { $size } Mio une fois décompressé, et la limite est { $most } Mio. Divise-le en plusieurs archives.
error-zip-twice = « { $source } » est { $count } fois dans l’archive. N’en garde qu’un.
error-zip-backslash = « { $source } » a une barre oblique inverse dans son nom. Renomme-le.
error-zip-control = « { $source } » a un caractère de contrôle dans son nom. Renomme-le.
error-zip-outside = « { $source } » a un nom qui mène hors de l’archive. Renomme-le, et compresse-le à nouveau.
error-zip-link = « { $source } » est un lien. Compresse le fichier où il mène.
error-zip-special = « { $source } » n’est pas un fichier ordinaire. Ajoute une copie de ce qu’il contient.
error-zip-nested = « { $source } » est une archive dans une archive. Décompresse-la et ajoute cela.
error-zip-protected = « { $source } » est protégé par un mot de passe. Compresse-le sans mot de passe et ajoute-le à nouveau.
error-zip-method = « { $source } » est compressé par une méthode inhabituelle. Compresse-le par la méthode habituelle (deflate).
error-zip-grows = « { $source } » grandit plus de { $count } fois à la décompression, comme seuls le font les fichiers hostiles. Décompresse-le et ajoute cela.
error-zip-part = « { $source } » est endommagé. Compresse-le à nouveau et ajoute cela.
error-how-far = { $reason } { $done } fichiers sur { $total } avaient été ajoutés avant.
error-job-tries = La tâche { $job } a été commencée { $count } fois et n’est jamais arrivée au bout. Ajoute ses fichiers un à un pour voir lequel en est la cause.
error-job-cut-short = Elle s’est interrompue avant que tous ses fichiers soient là. Ajoute de nouveau ceux qui ne sont pas parmi les documents.
error-disk-room = Il reste { $size } Mio sur le disque de { $folder }, et il en faut { $most } pour ajouter ceci. Fais de la place, puis réessaie ; les questions ont leur réponse.
error-disk-stopped = Le disque de { $folder } n’a pas gardé ce qui a été écrit : { $what }. Rien de plus n’est écrit jusqu’à ce que Footnote soit relancé ; lance alors « footnote doctor --deep ». Les questions ont leur réponse.
error-file-twice = « { $source } » a été donné deux fois. Renomme l’un des deux.
error-file-name = « { $source } » a un nom qui n’est pas en UTF-8. Renomme-le.
error-generation-none = Il n’y a pas de génération { $number }. Il y a : { $numbers }.
error-generation-model = La génération { $number } a été faite avec le modèle { $model }, et les réglages nomment { $named }. Mets d’abord FOOTNOTE_MODEL={ $wanted }.
error-model-other = L’index a été fait avec le modèle { $model }, et les réglages nomment { $named }. Lance « { $command } », ou mets FOOTNOTE_MODEL={ $wanted }.
error-questions-squad = Les questions de { $file } n’ont pas la forme de SQuAD : { $what } : { $why }. C’est un objet avec « data » : des articles avec « title » et « paragraphs », chacun avec « context » et « qas ».
error-questions-unread = Les questions de { $file } ne peuvent pas être lues : { $what }.
error-questions-none = Il n’y a pas de questions avec lesquelles mesurer.

### Menus d'un message

find-menu = Chercher dans les documents
check-menu = Vérifier avec les documents
add-menu = Ajouter aux documents
no-words = Ce message ne contient pas de mots que je puisse lire.
question-cut = { $count ->
    [one] Seul le premier caractère du message a été pris en compte ; le reste est omis.
   *[other] Seuls les { $count } premiers caractères du message ont été pris en compte ; le reste est omis.
}
check-head = Comparé aux documents, phrase par phrase.
check-supported = **Confirmé** par :
check-contradicted = **Contredit** par :
check-nothing = Rien trouvé.
check-left = { $count ->
    [one] { $count } phrase de plus n'a pas été vérifiée.
   *[other] { $count } phrases de plus n'ont pas été vérifiées.
}

### Boutons sous une réponse

quote-not-shown = Cette citation ne peut pas t’être montrée ici : son document a été retiré, ou tu ne peux pas le voir ici.
previous-button = Précédent
next-button = Suivant
section-button = Section entière
quote-button = Retour à la citation
context-attached = C'est plus long que ce qu'un message contient : le texte est joint en entier, sous le nom { $file }.
context-elsewhere = La citation elle-même se trouve ailleurs dans le document.
page-caption = { $where }. La citation est marquée en jaune.
page-alt = { $where }. Marqué sur la page : « { $quote } »
page-gone = La page ne peut pas être montrée : le document a changé depuis, ou n'est plus là. « Vérifier » dit ce que la citation est devenue.
page-too-large = L'image de la page est plus grande que ce que Discord accepte ici.
original-file = **{ $source }**, tel qu'il est maintenant :
original-too-large = **{ $source }** dépasse les { $limit } Mio que Discord accepte ici.
check-unchanged = **Inchangée.** Le document a été relu : c'est celui ajouté le { $since }, et ces mots y figurent.
check-moved = **Le document a changé, pas la citation.** La version ajoutée le { $since } dit la même chose, mot pour mot :
check-changed = **Changée.** La citation ne figure pas dans la version ajoutée le { $since }. Le passage le plus proche dit maintenant :
check-dropped = **Disparue.** La citation ne figure pas dans la version ajoutée le { $since }, ni rien d'approchant.
check-removed = **Retiré.** Le document de cette citation n'est plus ici.
share-only-in-servers = Une réponse ne peut être partagée que dans le salon d'un serveur.
share-not-allowed = Tu ne peux pas écrire dans ce salon, je ne peux donc pas y montrer la réponse pour toi.
shared-already = Tu as déjà partagé cette réponse.
nothing-to-share = Tout le monde dans ce salon ne peut pas voir les citations de cette réponse, elle ne peut donc pas y être partagée.
shared-now = Partagée avec le salon.
reason-button = Dire pourquoi
reason-title = Dire pourquoi
reason-label = Qu'est-ce qui était bien, ou manquait ?
reason-kept = Merci, ta raison est gardée pour ceux qui s'occupent des documents.
thanks-helpful = Merci : noté comme utile. Tu peux changer d'avis à tout moment.
thanks-not-helpful = Merci : noté comme pas utile. Tu peux changer d'avis à tout moment.
will-be-told = Tu seras prévenu quand un document répondra à cette question.
waiting-already = Tu attends déjà : tu seras prévenu quand un document répondra à cette question.
answered-now = Un document répond maintenant à ce que tu avais demandé : { $question }
removed-now = La réponse est retirée.

### Demander par un formulaire

panel = **Interroge les documents ici.** Je réponds avec leurs propres mots et je dis exactement où ils se trouvent. Appuie sur le bouton ci-dessous, ou mentionne-moi avec ta question.
ask-button = Demander
ask-title = Interroger les documents
ask-question-label = Que veux-tu savoir ?
ask-who-label = Qui voit la réponse ?
ask-everyone-choice = Tout le monde dans ce salon
ask-me-choice = Moi seulement
asked-by = { $who } demande :

### Fils

ask-more-button = Demander plus
thread-begun = Continue ici : appuie sur le bouton, mentionne-moi, réponds-moi ou utilise `/{ ask-command }`. Une question comme « et en 2006 ? » ou « pourquoi ? » est comprise.
thread-open = Continue dans { $thread }.
thread-not-allowed = Je n'ai pas le droit d'ouvrir un fil ici ; qui gère le serveur peut me donner le droit de créer des fils publics et d'y écrire.
searched-for = Recherché : { $question }

### Settings of a server: what is wrong with a name, a value or a file

setting-unknown = « { $name } » n’est pas un réglage. Les réglages sont { $known }.
setting-unknown-like = « { $name } » n’est pas un réglage ; voulais-tu dire « { $meant } » ?
setting-wrong = « { $name } » vaut « { $value } » et doit être { $needed }.
setting-needs-channels = des numéros de 25 salons au plus, séparés par des virgules, ou none
setting-needs-roles = des numéros de 25 rôles au plus, séparés par des virgules, ou none
setting-needs-days = un nombre entier de 0 (pour toujours) à 36500
setting-needs-yes = yes ou no (dans un fichier, true ou false)
setting-needs-silence = strict, balanced, generous ou un nombre de 0 à 1
setting-needs-language = discord, en, de, es ou fr
setting-file-no-json = Le fichier n’est pas du JSON en UTF-8. Prends un fichier vers lequel des réglages ont été exportés.
setting-file-other = Le fichier ne contient pas de réglages de Footnote : il faut « footnote_settings » et « settings ». Prends un fichier vers lequel des réglages ont été exportés.
setting-file-more = « { $name } » à côté de « settings » n’est pas connu. Retire-le du fichier.
setting-file-format = Le fichier a le format « { $version } », et ce Footnote lit { $format }. Exporte de nouveau les réglages.

### Settings of a server

settings-command = réglages
    .description = Ce que ce serveur a choisi : où je réponds, qui peut gérer, vie privée.
settings-show-command = montrer
    .description = Montrer ce qui vaut ici, et le changer.
settings-export-command = exporter
    .description = Enregistrer dans un fichier ce que ce serveur a choisi.
settings-import-command = importer
    .description = Choisir ce que dit un fichier ; ce qui n’y est pas revient à la valeur par défaut.
    .file = fichier
    .file-description = Un fichier vers lequel des réglages ont été exportés.
settings-places-title = Où je réponds
settings-managers-title = Qui peut gérer
settings-privacy-title = Vie privée
settings-silence-title = Quand les documents ne le disent pas
settings-language-title = Langue des réponses publiques
settings-changed = Enregistré. Cela vaut dès maintenant.
settings-unchanged = Rien n’a changé.
settings-change-button = Changer
settings-all-channels = tous les salons
settings-channels = Dans { $channels }.
settings-panels = Le bouton *Demander* se trouve dans { $channels }.
settings-forums = Les nouveaux posts reçoivent une réponse dans { $channels }.
settings-managers = Qui peut gérer le serveur, et { $roles }.
settings-nobody = Qui peut gérer le serveur, et personne d’autre.
settings-kept-days = { $count ->
    [one] Questions, réponses, avis et attentes sont gardés { $count } jour.
   *[other] Questions, réponses, avis et attentes sont gardés { $count } jours.
}
settings-kept-ever = Questions, réponses, avis et attentes sont gardés jusqu’à ce que quelqu’un veuille être oublié.
settings-words-kept = Le texte des questions est gardé avec elles.
settings-words-not-kept = Le texte des questions n’est pas gardé.
settings-file-hint = `/{ settings-command } { settings-export-command }` enregistre tout cela dans un fichier, `/{ settings-command } { settings-import-command }` le reprend.
settings-strict-choice = Strict : seulement ce qui répond très probablement
settings-balanced-choice = Équilibré
settings-generous-choice = Généreux : aussi ce qui répond peut-être
settings-number-choice = À partir d’indices de { $number }
settings-discord-choice = Comme le dit Discord : celle de qui demande, ou du serveur
settings-english-choice = English (anglais)
settings-german-choice = Deutsch (allemand)
settings-spanish-choice = Español (espagnol)
settings-french-choice = Français
settings-keep-choice = Garder le texte des questions
settings-no-words-choice = Ne garder aucun texte, et effacer celui qui l’est
settings-channels-label = Seulement dans ces salons (aucun : tous)
settings-panels-label = Le bouton Demander se trouve dans
settings-forums-label = Forums dont les nouveaux posts ont réponse
settings-managers-label = Rôles qui peuvent aussi gérer
settings-days-label = Jours de conservation ; 0 : pour toujours
settings-words-label = Le texte des questions
settings-silence-label = Quand je réponds
settings-language-label = Les réponses publiques sont en
settings-exported = Ce que ce serveur a choisi ; ce qui n’est pas dans le fichier est comme le dit l’exploitant.
settings-file-large = Le fichier est trop grand pour des réglages. Joins un fichier vers lequel des réglages ont été exportés.
only-manage-server = Seuls les membres qui ont la permission « Gérer le serveur » peuvent dire qui gère.
setting-no-channel = « { $name } » nomme { $value }, qui n’est pas un salon de ce serveur qui convienne. Retire-le.
setting-no-forum = « { $name } » nomme { $value }, qui n’est pas un forum de ce serveur. Retire-le.
setting-no-role = « { $name } » nomme { $value }, qui n’est pas un rôle de ce serveur à qui se fier. Retire-le.
answers-elsewhere = Sur ce serveur, je ne réponds aux questions que dans { $channels }.
answers-elsewhere-unseen = Sur ce serveur, je ne réponds aux questions que dans des salons que tu ne peux pas voir.

### What is kept about people

privacy-command = vie-privée
    .description = Ce que je garde sur toi, et l’effacer.
privacy-show-command = montre-moi
    .description = M’envoyer tout ce qui est gardé sur moi, dans un fichier que je suis seul à voir.
privacy-forget-command = oublie-moi
    .description = Effacer tout ce qui est gardé sur moi, sur tous les serveurs.
nothing-kept = Rien n’est gardé sur toi.
kept-attached = Tout ce qui est gardé sur toi, sur tous les serveurs. Les citations n’y sont pas : ce sont les mots des documents.
forget-button = Oublie-moi
forget-asked = Tout ce que tu as demandé, penses des réponses et attends est effacé sur tous les serveurs et ne peut pas être repris. Les messages qui sont sur Discord restent : *Retirer* les enlève avant. Ce que tu as changé dans les documents et les réglages reste, mais pas qui l’a fait.
forget-not-you = Toi seul peux te faire oublier. Utilise /{ privacy-command } { privacy-forget-command }.
forgotten = **Tu es oublié.**
forgotten-questions = { $count ->
    [one] { $count } question et sa réponse sont effacées.
   *[other] { $count } questions et leurs réponses sont effacées.
}
forgotten-feedback = { $count ->
    [one] { $count } avis est effacé.
   *[other] { $count } avis sont effacés.
}
forgotten-waiting = { $count ->
    [one] Tu n’attends plus { $count } réponse.
   *[other] Tu n’attends plus { $count } réponses.
}
forgotten-changes = { $count ->
    [one] { $count } ligne sur les documents et les réglages ne te nomme plus.
   *[other] { $count } lignes sur les documents et les réglages ne te nomment plus.
}
help-settings = `/{ settings-command } { settings-show-command }` Choisir où je réponds, qui peut gérer et combien de temps les réponses sont gardées
help-privacy = `/{ privacy-command } { privacy-show-command }` et `/{ privacy-command } { privacy-forget-command }` Voir ce qui est gardé sur toi, ou le faire effacer.
