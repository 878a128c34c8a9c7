# Was der Bot auf Discord sagt, auf Deutsch. Er duzt.

### Befehle

ask-command = fragen
    .description = Beantwortet eine Frage mit den Worten der Dokumente.
    .question = frage
    .question-description = Was du wissen möchtest.
    .private = privat
    .private-description = Die Antwort siehst nur du (sonst: alle).
    .document = dokument
    .document-description = Zitiert nur aus diesem Dokument; fang an, den Namen zu tippen.

documents-command = dokumente
    .description = Die Dokumente, aus denen zitiert wird.
documents-add-command = hinzufügen
    .description = Zeigt, was neue Dokumente ändern würden; dann bestätigst du.
    .file = datei
    .file-description = Das Dokument oder ein .zip; eine Datei gleichen Namens wird ersetzt.
    .file2 = datei2
    .file3 = datei3
    .file4 = datei4
    .file5 = datei5
    .file6 = datei6
    .file7 = datei7
    .file8 = datei8
    .file9 = datei9
    .file10 = datei10
    .more-description = Noch ein Dokument.
    .link = link
    .link-description = Eine https://-Adresse, wenn der Betreiber es erlaubt.
documents-replace-command = ersetzen
    .description = Ersetzt ein Dokument durch eine neue Fassung; zeigt, was sich ändert.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
    .file = datei
    .file-description = Die neue Fassung, vom selben Typ.
documents-rename-command = umbenennen
    .description = Gibt einem Dokument einen anderen Namen.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
    .name = name
    .name-description = Der neue Name; die Endung bleibt.
documents-limit-command = beschränken
    .description = Legt fest, in welchen Kanälen und für welche Rollen ein Dokument da ist.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
documents-list-command = liste
    .description = Zeigt die Dokumente, aus denen die Antworten stammen.
    .search = suche
    .search-description = Nur Dokumente, in deren Namen oder Titel diese Wörter stehen.
documents-info-command = info
    .description = Fassungen eines Dokuments, wie oft es zitiert wurde und was noch nie.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
documents-remove-command = entfernen
    .description = Entfernt eines der Dokumente dieses Servers.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
documents-bring-back-command = zurückholen
    .description = Holt ein Dokument zurück, das in den letzten 30 Tagen entfernt wurde.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.
documents-export-command = exportieren
    .description = Gibt die Dokumente, wie sie hinzugefügt wurden, als .zip-Dateien.

index-command = index
    .description = Der Index, der Stellen in den Dokumenten findet.
index-rebuild-command = neu-aufbauen
    .description = Liest alle Dokumente noch einmal und baut den Index neu auf.
index-status-command = status
    .description = Zeigt, was der Index enthält.
index-rollback-command = zurücknehmen
    .description = Nimmt den letzten Neuaufbau des Index zurück.
index-jobs-command = aufträge
    .description = Zeigt, was zuletzt hinzugefügt und neu aufgebaut wurde.
index-cancel-command = abbrechen
    .description = Bricht ein Hinzufügen oder einen Neuaufbau ab.
    .job = auftrag
    .job-description = Die Nummer des Auftrags, wie /{ index-command } { index-jobs-command } sie zeigt.

help-command = hilfe
    .description = Was ich kann und welche Befehle es gibt.

### Fragen

how-to-ask = Schreib deine Frage hinter meinen Namen, als Antwort an mich oder als Direktnachricht; oder nimm `/{ ask-command }`.

### Damit es ankommt

may-not-write = Ich darf in dem Kanal nicht schreiben, in dem du mich gefragt hast; wer den Server verwaltet, kann mir dort das Recht geben, Nachrichten zu senden.
old-form = Discord zeigt noch eine alte Fassung dieses Befehls; lade Discord neu und versuch es noch einmal.
my-fault = Bei mir ist etwas schiefgegangen; wer mich betreibt, findet es im Protokoll unter { $mark }.
operators-fault = Mich hindert etwas, das nur beheben kann, wer mich betreibt; es steht im Protokoll unter { $mark }.
not-handed-over = Discord hat „{ $source }“ nicht herausgegeben. Häng die Datei bitte noch einmal an.

### Wer Dokumente ändern darf

only-in-servers = Dokumente lassen sich nur auf einem Server ändern, nicht in Direktnachrichten.
only-managers = Die Dokumente dieses Servers kann nur ändern, wer { $needed } hat.
needed-permission = das Recht „Server verwalten“
needed-permission-or-role = das Recht „Server verwalten“ oder die Rolle „{ $role }“
needed-permission-or-roles = das Recht „Server verwalten“ oder eine der Rollen { $roles }

### Wie viele wovon

documents = { $count ->
    [one] { $count } Dokument
   *[other] { $count } Dokumente
}
passages = { $count ->
    [one] { $count } Abschnitt
   *[other] { $count } Abschnitte
}
sentences = { $count ->
    [one] { $count } Satz
   *[other] { $count } Sätze
}
lines = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
done-of-files = { $total ->
    [one] { $done } von { $total } Datei
   *[other] { $done } von { $total } Dateien
}
done-of = { $done } von { $total }

### Hinzufügen und entfernen

document-added = Hinzugefügt: **{ $source }**, { $passages }.
document-replaced = Durch die neue Datei ersetzt: **{ $source }**, { $passages }.
document-unchanged = **{ $source }** ist schon da, Wort für Wort.
document-note = Zu **{ $source }**: { $note }
document-removed = Entfernt: { $document }.
not-taken = Nicht angenommen: { $reason }
not-taken-source = Nicht angenommen: **{ $source }**: { $reason }
nothing-to-do = Es gibt nichts zu tun.

### Die Liste der Dokumente

own-documents = **Dokumente dieses Servers ({ $count })**
shared-documents = **Gemeinsame Dokumente ({ $count })**, auf jedem Server dieselben
no-documents = Es gibt noch keine Dokumente.

### Dokumente, die auf Bestätigung warten

nothing-given = Häng eine Datei an oder gib einen Link an.
nothing-in-message = In dieser Nachricht ist nichts, was ich lesen kann: keine Wörter und keine Dateien.
other-kind = „{ $source }“ lässt sich nur durch eine Datei ersetzen, die auf { $ending } endet. Füg die neue hinzu und entferne die alte.
staged-head = **Noch ist nichts hinzugefügt.** Das würde geschehen:
staged-nothing = **Es gibt nichts hinzuzufügen.**
staged-new = **{ $source }** käme hinzu: { $found }
staged-changed = **{ $source }** würde durch die neue Datei ersetzt: { $found }
staged-same = **{ $source }** hat dieselben Bytes wie { $others }.
staged-near = **{ $source }** heißt ähnlich wie { $others }.
staged-more = { $count ->
    [one] { $count } weitere Zeile wird nicht gezeigt.
   *[other] { $count } weitere Zeilen werden nicht gezeigt.
}
staged-kept = Die Dateien bleiben einen Tag hier und werden hinzugefügt, wenn du auf Bestätigen drückst.
revision = Abschnitte von **{ $source }**: { $what }.
sections-new = neu: { $names }
sections-changed = geändert: { $names }
sections-gone = weggefallen: { $names }
sections-same = { $count ->
    [one] { $count } wie bisher
   *[other] { $count } wie bisher
}
before-headings = was vor allen Überschriften steht
names-more = { $count ->
    [one] und { $count } weiterer Eintrag
   *[other] und { $count } weitere
}
reasked = { $asked ->
    [one] { $asked } daraus beantwortete Frage wurde noch einmal gestellt:
   *[other] { $asked } daraus beantwortete Fragen wurden noch einmal gestellt:
} { $count ->
    [0] Alle würden wie bisher beantwortet.
    [one] { $count } würde anders beantwortet.
   *[other] { $count } würden anders beantwortet.
}
reasked-unanswered = nicht mehr beantwortet
reasked-otherwise = anders beantwortet
reasked-lost = { $count ->
    [one] { $count } Zitat stünde nicht mehr da
   *[other] { $count } Zitate stünden nicht mehr da
}
confirm-button = Bestätigen
cancel-button = Abbrechen
nothing-added = Abgebrochen: Es wurde nichts hinzugefügt.
adding = Wird hinzugefügt.
adding-behind = { $count ->
    [one] Wird hinzugefügt; vorher ist noch { $count } Änderung dran.
   *[other] Wird hinzugefügt; vorher sind noch { $count } Änderungen dran.
}
adding-now = Wird hinzugefügt: { $what }
headings = { $count ->
    [one] { $count } Überschrift
   *[other] { $count } Überschriften
}
tables = { $count ->
    [one] { $count } Tabelle
   *[other] { $count } Tabellen
}
count-page = { $count ->
    [one] { $count } Seite
   *[other] { $count } Seiten
}
count-slide = { $count ->
    [one] { $count } Folie
   *[other] { $count } Folien
}
count-sheet = { $count ->
    [one] { $count } Blatt
   *[other] { $count } Blätter
}
count-row = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
count-chapter = { $count ->
    [one] { $count } Kapitel
   *[other] { $count } Kapitel
}
count-paragraph = { $count ->
    [one] { $count } Absatz
   *[other] { $count } Absätze
}

### Einzelne Dokumente

none-like = Kein Dokument hat **{ $words }** im Namen oder Titel.
list-page = Seite { $page } von { $pages }
removing = { $document } entfernen?
removing-help = Es steht dann in keiner Antwort mehr und lässt sich 30 Tage lang zurückholen.
remove-document-button = Entfernen
nothing-removed = Es wurde nichts entfernt.
removed-help = Es lässt sich 30 Tage lang zurückholen.
bring-back-button = Zurückholen
brought-back = Zurückgeholt: **{ $source }**.
renamed = **{ $before }** heißt jetzt **{ $after }**.
versions = { $count ->
    [one] { $count } Fassung:
   *[other] { $count } Fassungen, die neueste zuerst:
}
version-line = { $when }, { $size }, von { $who }
kib = { $count } KiB
mib = { $count } MiB
quoted-times = { $count ->
    [one] In { $count } Antwort zitiert.
   *[other] In { $count } Antworten zitiert.
}
unquoted = { $count ->
    [one] { $count } von { $sections } Abschnitten wurde noch nie zitiert:
   *[other] { $count } von { $sections } Abschnitten wurden noch nie zitiert:
}
limits-none = Alle dürfen es sehen.
limits-channels = Nur in { $channels } zu sehen.
limits-roles = Nur für { $roles } zu sehen.
limits-both = Nur in { $channels } und nur für { $roles } zu sehen.
limits-help = Was du wählst, gilt sofort. Wer ein Dokument nicht sehen darf, bekommt davon kein Zitat, keinen Titel und keine Zahl.
limits-no-channel = „{ $value }“ ist kein Kanal dieses Servers. Wähle andere.
limits-no-role = „{ $value }“ ist keine Rolle dieses Servers. Wähle andere.
limits-channels-choice = Nur in diesen Kanälen
limits-roles-choice = Nur für Mitglieder mit diesen Rollen
everyone-button = Alle dürfen es sehen
exporting = Die Dokumente werden gepackt; sie kommen hier darunter.
export-part = Teil { $part }: { $documents }
exported = { $count ->
    [one] Das war alles: { $documents } in { $count } Datei.
   *[other] Das war alles: { $documents } in { $count } Dateien.
}
export-large = Nicht dabei: **{ $source }** ist größer als die { $limit } MiB, die Discord hier annimmt. „footnote export“ schreibt es auf dem Rechner des Bots.
export-damaged = Nicht dabei: **{ $source }** ist beschädigt oder fehlt. Füg es noch einmal hinzu.

### Aufträge, die den Bot überdauern

goes-on-later = Ich werde gerade neu gestartet; danach geht es weiter, und ich sage hier, wenn es fertig ist.
went-on-done = Auftrag { $job } ging nach einem Neustart weiter und ist fertig.
went-on-cancelled = Auftrag { $job } wurde nach einem Neustart abgebrochen.
went-on-failed = Auftrag { $job } ging nach einem Neustart weiter und ist gescheitert.
went-on-answers = Die Dokumente beantworten die Frage dazu jetzt.

### Neuaufbau

rebuilding = Der Index wird neu aufgebaut.
rebuilding-behind = { $count ->
    [one] Der Index wird neu aufgebaut; vorher ist noch { $count } Änderung dran.
   *[other] Der Index wird neu aufgebaut; vorher sind noch { $count } Änderungen dran.
}
rebuilding-now = Der Index wird neu aufgebaut: { $what }
stage-read = Dokumente lesen
stage-embed = Abschnitte einbetten
stage-index = Index schreiben
index-rebuilt = **Der Index ist neu aufgebaut**: { $documents }, { $passages }.
nothing-to-index = Dieser Server hat keine eigenen Dokumente, die in den Index könnten.
rebuild-undone = **Der letzte Neuaufbau ist zurückgenommen**: Es antwortet Generation { $number } vom { $made } { $count ->
    [one] mit { $count } Dokument. Was seither hinzukam oder entfernt wurde, bleibt so.
   *[other] mit { $count } Dokumenten. Was seither hinzukam oder entfernt wurde, bleibt so.
}

### Aufträge

job-line = **{ $job }** { $kind }, { $state }: { $done }, begonnen { $begun }
job-line-note = **{ $job }** { $kind }, { $state }: { $done }, begonnen { $begun }: { $note }
job-add = Hinzufügen
job-rebuild = Neuaufbau
job-collecting = sammelt
job-staged = wartet auf Bestätigung
job-waiting = wartet
job-running = läuft
job-done = fertig
job-cancelled = abgebrochen
job-failed = gescheitert
no-jobs = Noch wurde nichts hinzugefügt oder neu aufgebaut.
job-is-cancelled = Auftrag { $job } ist abgebrochen, nach { $done }; was er vorher hinzugefügt hat, bleibt.

### Wie es um die Bibliotheken steht

own-library = Bibliothek dieses Servers
shared-library = Gemeinsame Bibliothek
library-empty = **{ $library }**: leer
library-state = **{ $library }**: { $documents }, { $passages }, { $sentences }
library-state-index = **{ $library }**: { $documents }, { $passages }, { $sentences }; Generation { $generation } des Index
library-state-changed = **{ $library }**: { $documents }, { $passages }, { $sentences }; Generation { $generation } des Index, geändert { $changed }
model-line = Modell: { $name }, { $count } Dimensionen

### Hilfe

help-head = **Ich beantworte Fragen mit den Worten der Dokumente dieses Servers und sage genau, wo sie stehen.** Ich erfinde nichts: Wenn die Dokumente nichts dazu sagen, sage ich das.
help-head-direct = **Ich beantworte Fragen mit den Worten der gemeinsamen Dokumente und sage genau, wo sie stehen.** Ich erfinde nichts: Wenn die Dokumente nichts dazu sagen, sage ich das.
help-ask = `/{ ask-command }` Stell eine Frage; mit `{ ask-command.private }` siehst nur du die Antwort.
help-direct = Oder schreib deine Frage einfach hierher. Auf einem Server kenne ich auch dessen Dokumente.
help-mention = Oder erwähne mich mit deiner Frage oder antworte mir; oder schick mir eine Direktnachricht zu den gemeinsamen Dokumenten.
help-list = `/{ documents-command } { documents-list-command }` Zeigt, aus welchen Dokumenten ich zitiere.
help-add = `/{ documents-command } { documents-add-command }` Fügt ein Dokument hinzu oder ersetzt seine alte Fassung
help-remove = `/{ documents-command } { documents-remove-command }` Entfernt eines der Dokumente dieses Servers
help-rebuild = `/{ index-command } { index-rebuild-command }` Liest alle Dokumente noch einmal und baut den Index neu auf
help-rollback = `/{ index-command } { index-rollback-command }` Nimmt den letzten Neuaufbau zurück
help-jobs = `/{ index-command } { index-jobs-command }` und `/{ index-command } { index-cancel-command }` Zeigt, was hinzugefügt und neu aufgebaut wurde, oder bricht es ab
help-status = `/{ index-command } { index-status-command }` Zeigt, was der Index enthält.
help-anybody = { $line }.
help-managers = { $line } (braucht { $needed }).

### Pflege: Einblicke, das Glossar, die Güte

insights-command = einblicke
    .description = Was gefragt und zitiert wurde und was die Dokumente nicht beantworten.
    .days = tage
    .days-description = Wie viele Tage zurück, heute mitgezählt (sonst: 30).
glossary-command = glossar
    .description = Die eigenen Synonyme und Abkürzungen dieses Servers.
glossary-list-command = liste
    .description = Zeigt die Wörter, die einander finden.
glossary-add-command = hinzufügen
    .description = Lässt Wörter einander von jetzt an finden.
    .entry = eintrag
    .entry-description = Wörter mit = dazwischen: HR = Personalabteilung.
glossary-remove-command = entfernen
    .description = Nimmt Wörter aus dem Glossar.
    .entry = eintrag
    .entry-description = Die ganze Zeile oder eines ihrer Wörter; tippe los.
quality-command = güte
    .description = Misst, wie gut die eigenen Fragen des Teams beantwortet werden.
    .file = datei
    .file-description = Weitere Fragen, ein JSON-Objekt je Zeile: "question" und "answers".
help-insights = `/{ insights-command }` Zeigt, was gefragt wurde und welche Fragen nichts beantwortet
help-glossary = `/{ glossary-command } { glossary-list-command }`, `{ glossary-add-command }` und `{ glossary-remove-command }` Pflegt die eigenen Synonyme und Abkürzungen dieses Servers
help-quality = `/{ quality-command }` Misst mit den Fragen, deren Antworten als hilfreich markiert wurden

insights-head = { $count ->
    [one] **Fragen von heute**
   *[other] **Fragen der letzten { $count } Tage**
}
insights-sum = { $count ->
    [one] { $count } Frage: { $answered } beantwortet, { $declined } nicht.
   *[other] { $count } Fragen: { $answered } beantwortet, { $declined } nicht.
}
insights-bad = { $count ->
    [one] { $count } Antwort wurde als nicht hilfreich markiert.
   *[other] { $count } Antworten wurden als nicht hilfreich markiert.
}
insights-wordless = { $count ->
    [one] { $count } unbeantwortete Frage wird nur gezählt: Ihre Worte wurden nicht aufbewahrt oder gelöscht.
   *[other] { $count } unbeantwortete Fragen werden nur gezählt: Ihre Worte wurden nicht aufbewahrt oder gelöscht.
}
insights-nothing = Es wurde nichts gefragt.
quoted-most = **Am meisten zitiert**
quoted-line = { $count ->
    [one] { $document }: { $count } Antwort
   *[other] { $document }: { $count } Antworten
}
quoted-never = { $count ->
    [one] **In dieser Zeit nie zitiert ({ $count })**
   *[other] **In dieser Zeit nie zitiert ({ $count })**
}
and-more = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
}
open-head = { $count ->
    [one] **{ $count } Frage, die kein Dokument beantwortet**, mit ähnlichen
   *[other] **{ $count } Fragen, die kein Dokument beantwortet**, jede mit ähnlichen
}
open-shown = { $first } bis { $last }, die häufigsten zuerst
open-none = Keine Frage ist unbeantwortet geblieben.
open-asked = { $count ->
    [one] einmal gefragt, { $last }
   *[other] { $count }-mal gefragt, zuletzt { $last }
}
open-waiting = { $count ->
    [one] { $count } Person möchte Bescheid bekommen
   *[other] { $count } Personen möchten Bescheid bekommen
}
open-also = auch: { $questions }
open-add-button = Dokument hinzufügen
open-by-button = Beantwortet von …
open-dismiss-button = Verwerfen
open-settled = Diese Frage ist schon beantwortet oder erledigt.
open-add-title = Ein Dokument, das sie beantwortet
open-add-label = Dokumente
open-add-hint = Was sie beantwortet; eine Datei gleichen Namens wird ersetzt.
open-added-answers = Die Dokumente beantworten sie jetzt:
open-added-silent = Die Dokumente beantworten sie noch immer nicht. Stell sie mit anderen Worten, oder nimm *{ open-by-button }*.
open-by-head = Welches Dokument beantwortet „{ $question }“?
open-by-placeholder = Wähle ein Dokument
open-by-likeliest = Die { $shown } wahrscheinlichsten von { $count } Dokumenten.
open-by-says = **{ $document }** antwortet mit:
open-by-nearest = **{ $document }** sagt es nicht so, dass es sicher gefunden wird. Am nächsten kommt:
open-by-nothing = **{ $document }** sagt nichts dergleichen.
open-settle-button = Das beantwortet sie
open-settle-hint = Sie verlässt dann die Liste, und wer Bescheid möchte, bekommt ihn, soweit er das Dokument sehen darf.
open-settled-now = { $count ->
    [0] Erledigt: Die Frage steht nicht mehr in der Liste.
    [one] Erledigt: Die Frage steht nicht mehr in der Liste, und { $count } Person hat Bescheid bekommen.
   *[other] Erledigt: Die Frage steht nicht mehr in der Liste, und { $count } Personen haben Bescheid bekommen.
}
settled-now = Jemand, der sich um die Dokumente kümmert, hat gefunden, was deine Frage beantwortet: { $question }
plot-answered = beantwortet
plot-declined = die Dokumente sagen nichts dazu
plot-not-helpful = als nicht hilfreich markiert
plot-days = Fragen je Tag
plot-weeks = Fragen je Woche
plot-nothing-asked = Es wurde nichts gefragt.
plot-documents = Antworten, die ein Dokument zitieren
plot-nothing-quoted = Kein Dokument wurde zitiert.
plot-never = { $count ->
    [one] { $count } Dokument wurde in dieser Zeit nie zitiert.
   *[other] { $count } Dokumente wurden in dieser Zeit nie zitiert.
}
plot-days-alt = Säulen vom { $first } bis zum { $last }: { $asked } Fragen, { $answered } beantwortet, { $declined } nicht; { $bad } als nicht hilfreich markiert. Die meisten am { $busiest }: { $most }.
plot-days-none-alt = Säulen vom { $first } bis zum { $last }: Es wurde nichts gefragt.
plot-documents-alt = Balken der Dokumente nach den Antworten, die sie zitieren: { $documents }.
plot-documents-none-alt = Balken der Dokumente: Keines wurde zitiert.

own-glossary = **Glossar dieses Servers ({ $count })**
shared-glossary = **Gemeinsames Glossar ({ $count })**, auf jedem Server gleich
glossary-more = { $count ->
    [one] und { $count } weiterer, in { $source }
   *[other] und { $count } weitere, in { $source }
}
no-glossary = Es gibt noch kein Glossar. `/{ glossary-command } { glossary-add-command }` beginnt eines.
glossary-added = **{ $entry }**: Diese Wörter finden einander von jetzt an. Sie stehen in { $source }.
glossary-removed = **{ $entry }** ist aus { $source } entfernt.

quality-asking = Die eigenen Fragen des Teams werden gestellt: { $done }
quality-head = { $count ->
    [one] **Güte**: { $count } eigene Frage des Teams
   *[other] **Güte**: { $count } eigene Fragen des Teams
}
quality-from = { $helpful } aus Antworten, die als hilfreich markiert wurden, { $file } aus der Datei.
quality-line = { $measure }: **{ $value }**
quality-line-before = { $measure }: **{ $value }**, vorher { $before }
quality-since = Vorher: { $when }, mit { $count ->
    [one] { $count } Frage.
   *[other] { $count } Fragen.
}
quality-same = Antworten, die früher halfen, sind so gut wie zuvor.
quality-worse-change = { $count ->
    [one] **{ $count } Antwort, die früher half, ist durch diese Änderung schlechter geworden.**
   *[other] **{ $count } Antworten, die früher halfen, sind durch diese Änderung schlechter geworden.**
}
quality-worse-now = { $count ->
    [one] **{ $count } Antwort, die früher half, ist jetzt schlechter.**
   *[other] **{ $count } Antworten, die früher halfen, sind jetzt schlechter.**
}
quality-worse-line = **{ $question }**
quality-worse-before = vorher: „{ $sentence }“ ({ $document })
quality-worse-after = jetzt: „{ $sentence }“ ({ $document })
quality-worse-silent = jetzt: Die Dokumente sagen nichts dazu
quality-alt = Maße von { $count } Fragen von 0 bis 1, mit 95-%-Intervallen: { $figures }.
plot-quality = Wie gut die eigenen Fragen des Teams beantwortet werden
plot-now = jetzt
plot-before = vorher
plot-interval = 95-%-Intervall
measure-hit-at-1 = erster Abschnitt enthält die Antwort
measure-hit-at-3 = einer der ersten drei
measure-hit-at-5 = einer der ersten fünf
measure-mrr-at-10 = mittlerer reziproker Rang, erste zehn
measure-quote-at-1 = erstes Zitat enthält die Antwort
measure-quote-at-3 = eines der ersten drei Zitate
measure-answered = beantwortbare Fragen beantwortet
measure-declined = andere abgelehnt
error-glossary-entry = „{ $entry }“ ist keine Zeile eines Glossars. Schreib Wörter mit „=“ dazwischen, jedes mit höchstens { $most } Zeichen: HR = Personalabteilung.
error-glossary-known = „{ $entry }“ steht schon im Glossar.
error-glossary-unknown = Das Glossar hat keine Zeile „{ $entry }“. Die Liste des Glossars zeigt seine Zeilen.
error-glossary-several = Das Glossar hat mehrere Zeilen mit „{ $entry }“. Nenne die ganze Zeile.
error-glossary-shared = Die Zeile „{ $entry }“ gehört zum Glossar der gemeinsamen Bibliothek, das auf jedem Server gleich ist. Wer sie betreibt, kann es ändern.
error-glossary-none = Das Dokument „{ $source }“ ist hier und kein Glossar: Es hat mehr andere Zeilen als solche mit „=“. Entferne es, oder füge es unter einem anderen Namen hinzu.
error-glossary-prose = Ohne die Zeile „{ $entry }“ wäre das Dokument „{ $source }“ kein Glossar mehr: Zu viele seiner anderen Zeilen haben kein „=“. Ändere das Dokument und füge es noch einmal hinzu.
error-none-helpful = Noch keine Antwort der Bibliothek { $library } wurde als hilfreich markiert. Das tun die Knöpfe unter einer Antwort auf Discord; bis dahin gib eine Datei mit Fragen an.
error-questions-json = { $file }, Zeile { $line }: kein JSON: { $what }.
error-questions-form = { $file }, Zeile { $line }: Gebraucht wird ein Objekt mit "question" (Text) und "answers" (eine Liste von Textstellen, leer, wenn die Dokumente nicht antworten).
questions-many = { $file } enthält { $count } Fragen; hier werden höchstens { $most } gestellt. „footnote evaluate“ im Terminal stellt beliebig viele.
questions-text = { $file } ist kein Text in UTF-8. Speichere die Datei so, ein JSON-Objekt je Zeile.

### Antworten

quote-goes-on = Das Zitat geht unten weiter.
quote-attached = Das Zitat ist länger, als Nachrichten fassen: Es hängt ganz an, als { $file }.
offer-cut = Nur der Anfang der Stelle ist gezeigt.
characters-left-out = { $count ->
    [one] Oben nicht gezeigt: { $count } unsichtbares Zeichen.
   *[other] Oben nicht gezeigt: { $count } unsichtbare Zeichen.
}
origin-message = Nachricht
origin-page = Webseite
also-in = auch in { $places }
also-more = { $count ->
    [one] { $count } weitere Stelle
   *[other] { $count } weitere Stellen
}
documents-differ = Die Dokumente sagen Verschiedenes, das neueste zuerst: { $documents }.
documents-differ-undated = Die Dokumente sagen Verschiedenes; welches neuer ist, ist nicht bekannt: { $documents }.
versions-differ = Aus verschiedenen Fassungen eines Dokuments, die neueste zuerst: { $documents }.
versions-differ-undated = Aus verschiedenen Fassungen eines Dokuments; welche neuer ist, ist nicht bekannt: { $documents }.
date-text = vom { $date }
date-name = { $date } laut Name
date-added = hinzugefügt { $date }
place-page = { $count ->
    [one] Seite { $where }
   *[other] Seiten { $where }
}
place-slide = { $count ->
    [one] Folie { $where }
   *[other] Folien { $where }
}
place-sheet = { $count ->
    [one] Blatt { $where }
   *[other] Blätter { $where }
}
place-row = { $count ->
    [one] Tabellenzeile { $where }
   *[other] Tabellenzeilen { $where }
}
place-chapter = { $count ->
    [one] Kapitel { $where }
   *[other] Kapitel { $where }
}
place-paragraph = { $count ->
    [one] Absatz { $where }
   *[other] Absätze { $where }
}
place-line = { $count ->
    [one] Zeile { $where }
   *[other] Zeilen { $where }
}
no-answer = **Die Dokumente sagen dazu nichts.**
no-quote = **Es kann kein Zitat gezeigt werden.**
nearest = Die nächsten Stellen, in denen es um anderes gehen kann:
quotes-withheld = { $count ->
    [one] { $count } Zitat wird zurückgehalten: Es steht so nicht mehr in seinem Dokument. `/{ index-command } { index-rebuild-command }` liest die Dokumente neu.
   *[other] { $count } Zitate werden zurückgehalten: Sie stehen so nicht mehr in ihren Dokumenten. `/{ index-command } { index-rebuild-command }` liest die Dokumente neu.
}
other-language = Das Zitat steht in der Sprache seines Dokuments, nicht in der der Frage.
by-words = Der Index wird gerade repariert; gesucht wurde nur nach Wörtern. Frag in einer Minute noch einmal.
read-spelling = „{ $said }“ als „{ $meant }“ gelesen.
read-too = Auch nach „{ $meant }“ gesucht.
read-document = Nur in „{ $meant }“.
read-section = Nur im Abschnitt „{ $meant }“.
read-dates = Nur was auf { $meant } datiert ist.
shared-by = { $who } teilt diese Antwort:
no-more-quotes = Es gibt keine weiteren Zitate, die hier gezeigt werden können.
context-button = Zusammenhang
more-button = { $count ->
    [one] { $count } weiteres Zitat
   *[other] { $count } weitere Zitate
}
page-button = Seite
original-button = Original
check-button = Prüfen
share-button = Teilen
helpful-button = Hilfreich
not-helpful-button = Nicht hilfreich
remove-button = Entfernen
tell-button = Sag mir, wenn ein Dokument es beantwortet

### Wenn zu viel los ist

crowded-questions = { $count ->
    [one] Gerade ist viel los: { $count } Frage ist vorher dran. Versuch es bitte gleich noch einmal.
   *[other] Gerade ist viel los: { $count } Fragen sind vorher dran. Versuch es bitte gleich noch einmal.
}
crowded-changes = { $count ->
    [one] Gerade ist viel los: { $count } Änderung ist vorher dran. Versuch es bitte gleich noch einmal.
   *[other] Gerade ist viel los: { $count } Änderungen sind vorher dran. Versuch es bitte gleich noch einmal.
}
crowded-lookups = { $count ->
    [one] Gerade ist viel los: { $count } Anfrage ist vorher dran. Versuch es bitte gleich noch einmal.
   *[other] Gerade ist viel los: { $count } Anfragen sind vorher dran. Versuch es bitte gleich noch einmal.
}
waiting-behind = { $count ->
    [one] { $count } Frage ist vor deiner dran; die Antwort kommt hierher.
   *[other] { $count } Fragen sind vor deiner dran; die Antwort kommt hierher.
}
stopping = Ich werde gerade neu gestartet; versuch es bitte in einer Minute noch einmal.
not-served = Ich antworte nur für Server, die ausgewählt hat, wer mich betreibt.
too-fast-member = { $count ->
    [one] Ich beantworte jedem { $count } Frage in der Minute. Frag { $when } wieder.
   *[other] Ich beantworte jedem { $count } Fragen in der Minute. Frag { $when } wieder.
}
too-fast-server = { $count ->
    [one] Ich beantworte auf diesem Server { $count } Frage in der Minute. Frag { $when } wieder.
   *[other] Ich beantworte auf diesem Server { $count } Fragen in der Minute. Frag { $when } wieder.
}

### Genaue Wörter finden

find-command = finden
    .description = Findet genaue Wörter, Nummern und Wendungen in den Dokumenten.
    .words = wörter
    .words-description = Wörter, eine Nummer oder eine „Wendung“ in Anführungszeichen.
    .private = privat
    .private-description = Was gefunden wird, siehst nur du (sonst: alle).
places = { $count ->
    [one] { $count } Stelle
   *[other] { $count } Stellen
}
find-head = **{ $query }**: { $places } in { $documents }.
find-shown = Gezeigt: { $first }–{ $last }.
find-nothing = **{ $query }** steht in genau diesen Worten nirgends in den Dokumenten.
find-part = Nur ein Teil wird gezeigt.
find-withheld = { $count ->
    [one] { $count } Stelle oder Dokument wird zurückgehalten: beschädigt.
   *[other] { $count } Stellen oder Dokumente werden zurückgehalten: beschädigt.
}
find-previous-button = Zurück
find-next-button = Weiter

### Was die Bibliothek sagt

error-answer-unknown = Diese Antwort ist hier nicht mehr bekannt. Stell die Frage noch einmal.
error-answer-removed = Wer diese Antwort bekommen hat, hat sie entfernt. Stell die Frage noch einmal.
error-answer-let-go = Diese Antwort wurde gelöscht: Fragen werden nur eine begrenzte Zeit aufbewahrt, oder bis wer gefragt hat vergessen werden will. Stell die Frage noch einmal.
error-answer-unkept = Der Wortlaut von Fragen wird hier nicht aufbewahrt, deshalb kann diese nicht für dich noch einmal gestellt werden. Stell sie selbst, wenn Dokumente dazugekommen sind.
error-answer-not-yours = Nur wer gefragt hat, kann diese Antwort entfernen.
error-document-gone = Das Dokument dieses Zitats ist nicht mehr hier.
error-quote-gone = Das Dokument hat sich geändert, und dieses Zitat steht nicht mehr darin.
error-no-documents = Es gibt noch keine Dokumente. Füge welche mit /{ documents-command } { documents-add-command } hinzu.
error-unknown-document = In dieser Bibliothek gibt es kein Dokument „{ $source }“. Die Liste der Dokumente zeigt die Namen.
error-job-confirmed = Auftrag { $job } wurde schon bestätigt.
error-document-here-no-more = Dieses Dokument ist nicht mehr hier.
error-name-taken = „{ $name }“ heißt hier schon ein Dokument. Wähl einen anderen Namen.
error-name-removed = „{ $name }“ heißt ein Dokument, das entfernt wurde und sich zurückholen lässt. Wähl einen anderen Namen.
error-name-none = „{ $name }“ geht nicht als Name. Gib einen mit Buchstaben oder Ziffern an, in einer Zeile.
error-name-long = Der Name hat { $count } Zeichen, und höchstens { $most } passen.
error-not-removed = Es wurde kein Dokument „{ $source }“ entfernt, das sich zurückholen ließe. Füg es noch einmal hinzu.
error-question-half = In der Frage steht ein halbes Zeichen. Tipp sie noch einmal.
error-question-empty = Die Frage ist leer. Frag mit ein paar Wörtern oder einem ganzen Satz.
error-question-long = Die Frage hat { $count } Zeichen; gelesen werden höchstens { $most }. Frag mit weniger Worten.
error-nothing-to-find = Hier ist nichts zu suchen. Gib Wörter, einen Code oder eine „Wortfolge“ an.
error-nothing-to-check = Darin ist kein Satz, der sich prüfen ließe.
error-job-unknown = Hier gibt es keinen Auftrag { $job }. Die Liste der Aufträge zeigt die Nummern.
error-job-ended = Auftrag { $job } ist schon zu Ende ({ $state }).
error-job-cancelled = Der Auftrag wurde abgebrochen. Was er vorher hinzugefügt hat, bleibt.
error-job-busy = An Auftrag { $job } arbeitet gerade ein anderer Prozess.
error-in-the-way = Andere Änderungen kommen immer wieder dazwischen. Versuch es gleich noch einmal.
error-changing = Die Bibliothek wird gerade geändert ({ $who }, { $folder }). Versuch es gleich noch einmal.
error-nothing-rebuilt = Es gibt nichts, wozu man zurück könnte: Seit die Dokumente hinzukamen, wurde der Index nicht neu aufgebaut.
error-nothing-there = Es gibt nichts, wozu man zurück könnte: Die Bibliothek ist leer.
error-disk-full = Die Platte von { $folder } ist voll. Was vorher hinzukam, ist sicher, und Fragen werden beantwortet. Schaff Platz und versuch es dann noch einmal.
error-file-unknown = „{ $source }“ ist von unbekanntem Typ ({ $type }). Lesbar sind: { $readable }.
error-file-empty = „{ $source }“ ist leer. Füge eine Datei hinzu, in der Text steht.
error-file-blank = In „{ $source }“ steht nichts als Leerraum. Füge eine Datei hinzu, in der Text steht.
error-file-wordless = In „{ $source }“ stehen keine Wörter. Füge eine Datei hinzu, in der Sätze stehen.
error-file-headings = In „{ $source }“ steht unter den Überschriften kein Text. Füge eine Datei hinzu, in der Sätze stehen.
error-file-textless = In „{ $source }“ steht kein Text. Füge eine Datei hinzu, in der Sätze stehen.
error-file-large = „{ $source }“ ist zu groß: { $size } MiB, und die Grenze ist { $most } MiB. Teil die Datei, oder lass FOOTNOTE_MAX_FILE_MIB erhöhen.
error-file-protected = „{ $source }“ ist durch ein Passwort geschützt. Nimm den Schutz weg und füge die Datei noch einmal hinzu.
error-file-damaged = „{ $source }“ ist beschädigt oder keine Datei vom Typ { $kind }. Öffne sie im Programm, aus dem sie kommt, speichere sie neu und füge das hinzu.
error-file-other = „{ $source }“ ist keine gültige Datei ihres Typs ({ $expected }) oder beschädigt. Exportiere sie neu und füge das hinzu.
error-file-not-text = „{ $source }“ ist kein Text: Es stehen Steuerzeichen darin wie in Binärdateien. Exportiere die Datei als Text und füge das hinzu.
error-pdf-scanned = „{ $source }“ ist wohl eingescannt: Auf den { $pages } Seiten steht kein Text, nur Bilder. Lass eine Texterkennung (OCR) darüberlaufen und füge das Ergebnis hinzu.
error-pdf-scanned-page = „{ $source }“ ist wohl eingescannt: Auf der einzigen Seite steht kein Text, nur Bilder. Lass eine Texterkennung (OCR) darüberlaufen und füge das Ergebnis hinzu.
error-pdf-none = „{ $source }“ ist beschädigt: Es ist keine Seite zu finden. Exportiere die Datei noch einmal und füge das hinzu.
error-pdf-unreadable = „{ $source }“ ist beschädigt: Keine Seite lässt sich lesen. Exportiere die Datei noch einmal und füge das hinzu.
error-file-crashed = „{ $source }“ lässt sich nicht lesen: Der Leser ist abgestürzt oder der Speicher reichte nicht. Teil die Datei in kleinere, oder exportiere sie neu und füge das hinzu.
error-file-slow = Das Lesen von „{ $source }“ dauerte länger als { $seconds } Sekunden und wurde abgebrochen. Teil die Datei in kleinere, oder exportiere sie neu und füge das hinzu.
error-file-failed = „{ $source }“ lässt sich nicht lesen: Der Leser ist daran gescheitert. Speichere die Datei in einem anderen Format und füge das hinzu; warum, steht im Protokoll.
error-file-again = „{ $source }“ ist { $count }-mal gescheitert und wird nicht noch einmal versucht. Beim letzten Mal: { $reason }
error-file-hostile = wie es nur feindselige Dateien tun. Speichere sie in dem Programm, aus dem sie kommt, noch einmal und füge das hinzu.
error-file-parts = „{ $source }“ hat { $count } Teile, und die Grenze ist { $most }. Teil die Datei in mehrere.
error-file-unpacks = „{ $source }“ ergibt entpackt { $size } MiB, und die Grenze ist { $most } MiB. Nimm große Bilder heraus, oder teil die Datei.
error-file-grows = „{ $source }“ hat einen Teil, der beim Entpacken auf mehr als das { $count }-Fache wächst, { $reason }
error-file-part-large = „{ $source }“ hat einen Teil von mehr als { $most } MiB. Teil die Datei in mehrere.
error-file-entities = „{ $source }“ legt eigene Entitäten fest, { $reason }
error-file-doctype = „{ $source }“ legt einen eigenen Dokumenttyp fest, { $reason }
error-file-markup = In „{ $source }“ stehen mehr als { $most } MiB an Text und Auszeichnung. Teil die Datei in mehrere.
error-file-old = „{ $source }“ ist { $kind }. Öffne die Datei in { $program }, speichere sie als { $extension } und füge das hinzu.
error-file-old-office = „{ $source }“ ist eine alte Office-Datei. Öffne sie in dem Programm, aus dem sie kommt, speichere sie im heutigen Format und füge das hinzu.
error-file-encoding = „{ $source }“ ist kein gültiges { $encoding }, obwohl die ersten Bytes es sagen. Speichere die Datei als UTF-8 und füge sie noch einmal hinzu.
error-file-utf = „{ $source }“ ist kein gültiges UTF-8 (Byte 0x{ $byte } in Zeile { $line } passt nicht), { $reason }. Speichere die Datei als UTF-8 und füge sie noch einmal hinzu.
error-file-utf-short = und zu kurz, um zu erkennen, wie sie kodiert ist
error-file-utf-other = und wie sie kodiert ist, lässt sich nicht erkennen
error-file-no-process = „{ $source }“ lässt sich gerade nicht lesen: Es ließ sich kein Prozess dafür starten. Füge die Datei in ein paar Minuten noch einmal hinzu.
error-file-memory = „{ $source }“ braucht zum Lesen mehr Speicher als die { $most } MiB, die eine Datei brauchen darf. Teil die Datei in kleinere, oder exportiere sie neu und füge das hinzu.
error-file-text-large = In „{ $source }“ steht mehr Text als die { $most } MB, die eine Datei haben darf. Teil die Datei in kleinere.
error-file-stopped = „{ $source }“ lässt sich nicht lesen: Das System hat den Leser beendet, wie es das bei knappem Speicher tut. Füge die Datei später noch einmal hinzu, oder teil sie in kleinere.
error-file-mismatch = „{ $source }“ ist nicht { $expected }, sondern { $kind }. { $reason }
error-remedy-rename = Benenne die Datei in { $name } um und füge sie noch einmal hinzu.
error-remedy-docx = Speichere die Datei als .docx und füge das hinzu.
error-remedy-xlsx = Speichere die Datei als .xlsx und füge das hinzu.
error-remedy-pptx = Speichere die Datei als .pptx und füge das hinzu.
error-remedy-office = Speichere die Datei als .docx, .pptx oder .xlsx und füge das hinzu.
error-remedy-unpack = Entpacke die Datei und füge hinzu, was darin ist.
error-remedy-picture = Füge den Text, den es zeigt, als Dokument hinzu.
error-remedy-media = Füge die Worte darin als Dokument hinzu.
error-remedy-program = Füge stattdessen ein Dokument hinzu.
error-kind-text = reiner Text
error-kind-page = eine Webseite
error-kind-pdf = eine PDF-Datei
error-kind-docx = ein Word-Dokument
error-kind-pptx = eine PowerPoint-Präsentation
error-kind-xlsx = eine Excel-Mappe
error-kind-csv = eine CSV-Tabelle
error-kind-epub = ein E-Book
error-kind-eml = eine E-Mail
error-kind-rtf = eine Rich-Text-Datei
error-kind-odt = ein OpenDocument-Text
error-kind-ods = eine OpenDocument-Tabelle
error-kind-odp = eine OpenDocument-Präsentation
error-kind-ole = eine alte Office-Datei
error-kind-doc = eine alte Word-Datei (.doc)
error-kind-ppt = eine alte PowerPoint-Datei (.ppt)
error-kind-xls = eine alte Excel-Datei (.xls)
error-kind-zip = ein Zip-Archiv
error-kind-gzip = ein gzip-Archiv
error-kind-archive = ein Archiv
error-kind-picture = ein Bild
error-kind-media = eine Ton- oder Filmdatei
error-kind-program = ein Programm
error-csv-quote = In Zeile { $count } von „{ $source }“ steht ein Anführungszeichen ohne sein Gegenstück. Bessere es aus, oder speichere die Tabelle noch einmal aus einer Tabellenkalkulation, und füge sie noch einmal hinzu.
error-mail-parts = „{ $source }“ enthält { $count } E-Mails oder Gruppen von Teilen, und die Grenze ist { $most }. Speichere die E-Mails darin einzeln und füge diese hinzu.
error-mail-long = „{ $source }“ hat mehr Teile oder längere Kopfzeilen als eine ehrliche E-Mail. Speichere den Text und füge das hinzu.
error-mail-none = „{ $source }“ ist keine E-Mail: Am Anfang stehen weder Absender noch Datum noch Betreff. Speichere sie im Mailprogramm noch einmal und füge das hinzu.
error-mail-damaged = „{ $source }“ ist beschädigt. Speichere die E-Mail im Mailprogramm noch einmal und füge das hinzu.
error-mail-encrypted = „{ $source }“ ist verschlüsselt. Öffne die E-Mail im Mailprogramm, speichere ihren Text und füge das hinzu.
error-epub-protected = „{ $source }“ ist gegen Kopieren geschützt. Füge eine Kopie ohne den Schutz hinzu, wenn du eine haben darfst.
error-page-large = „{ $source }“ enthält eine Seite von { $size } MiB, und die Grenze ist { $most } MiB. Teil die Datei, oder speichere sie als Text und füge das hinzu.
error-page-tags = „{ $source }“ enthält eine Seite mit mehr als { $most } Tags. Teil die Datei, oder speichere sie als Text und füge das hinzu.
error-page-hostile = „{ $source }“ { $reason }, wie keine ehrliche Seite sie hat. Speichere die Datei als Text und füge das hinzu.
error-page-deep = hat mehr als { $count } ineinander geschachtelte Tags
error-page-attributes = hat in einem Tag mehr als { $count } Attribute
error-pdf-pages = „{ $source }“ hat { $count } Seiten, und die Grenze ist { $most }. Teil die Datei und füge die Teile hinzu.
error-pdf-pageless = „{ $source }“ hat keine Seiten. Exportiere die Datei noch einmal aus dem Programm, aus dem sie kommt.
error-pdf-other = „{ $source }“ ist keine PDF-Datei, was auch immer der Name sagt. Füge die Datei unter ihrem wahren Typ hinzu.
error-picture-damaged = Seite { $page } von „{ $source }“ ist beschädigt und lässt sich nicht zeichnen. Exportiere die Datei noch einmal.
error-picture-none = „{ $source }“ hat keine Seite { $page }: Die letzte ist Seite { $last }. Frag noch einmal.
error-zip-damaged = „{ $source }“ ist beschädigt oder kein Zip-Archiv. Pack es noch einmal und füge das hinzu.
error-zip-much = In „{ $source }“ ist zu viel: mehr als { $most } Dateien und Teile von Dateien. Teil es in mehrere Archive.
error-zip-empty = In „{ $source }“ sind keine Dateien. Füge ein Archiv hinzu, in dem welche sind.
error-zip-files = In „{ $source }“ sind { $count } Dateien, und die Grenze ist { $most }. Teil es in mehrere Archive.
error-zip-unpacks = „{ $source }“ ergibt entpackt { $size } MiB, und die Grenze ist { $most } MiB. Teil es in mehrere Archive.
error-zip-twice = „{ $source }“ steht { $count }-mal im Archiv. Behalte eine davon.
error-zip-backslash = Im Namen von „{ $source }“ steht ein umgekehrter Schrägstrich. Benenne die Datei um.
error-zip-control = Im Namen von „{ $source }“ steht ein Steuerzeichen. Benenne die Datei um.
error-zip-outside = Der Name von „{ $source }“ führt aus dem Archiv hinaus. Benenne die Datei um und pack sie noch einmal.
error-zip-link = „{ $source }“ ist eine Verknüpfung. Pack die Datei, auf die sie zeigt.
error-zip-special = „{ $source }“ ist keine gewöhnliche Datei. Füge eine Kopie ihres Inhalts hinzu.
error-zip-nested = „{ $source }“ ist ein Archiv in einem Archiv. Entpacke es und füge das hinzu.
error-zip-protected = „{ $source }“ ist durch ein Passwort geschützt. Pack die Datei ohne Passwort und füge sie noch einmal hinzu.
error-zip-method = „{ $source }“ ist auf ungewöhnliche Art gepackt. Pack die Datei auf die übliche (deflate).
error-zip-grows = „{ $source }“ wächst beim Entpacken auf mehr als das { $count }-Fache, wie es nur feindselige Dateien tun. Entpacke die Datei und füge das hinzu.
error-zip-part = „{ $source }“ ist beschädigt. Pack die Datei noch einmal und füge das hinzu.
error-how-far = { $reason } Vorher kamen { $done } von { $total } Dateien hinzu.
error-job-tries = Auftrag { $job } wurde { $count }-mal begonnen und kam nie ans Ende. Füge die Dateien einzeln hinzu, um zu sehen, an welcher es liegt.
error-job-cut-short = Er brach ab, bevor alle Dateien da waren. Füge die noch einmal hinzu, die nicht unter den Dokumenten sind.
error-disk-room = Auf der Platte von { $folder } sind noch { $size } MiB frei, und das Hinzufügen braucht { $most }. Schaff Platz und versuch es dann noch einmal; Fragen werden beantwortet.
error-disk-stopped = Die Platte von { $folder } hat nicht behalten, was geschrieben wurde: { $what }. Bis Footnote neu gestartet ist, wird nichts mehr geschrieben; ruf dann „footnote doctor --deep“ auf. Fragen werden beantwortet.
error-file-twice = „{ $source }“ ist zweimal dabei. Benenne eine der Dateien um.
error-file-name = Der Name von „{ $source }“ ist kein UTF-8. Benenne die Datei um.
error-generation-none = Es gibt keine Generation { $number }. Es gibt: { $numbers }.
error-generation-model = Generation { $number } entstand mit dem Modell { $model }, und die Einstellungen nennen { $named }. Setz erst FOOTNOTE_MODEL={ $wanted }.
error-model-other = Der Index entstand mit dem Modell { $model }, und die Einstellungen nennen { $named }. Ruf „{ $command }“ auf, oder setz FOOTNOTE_MODEL={ $wanted }.
error-questions-squad = Die Fragen in { $file } haben nicht die Form von SQuAD: { $what }: { $why }. Sie ist ein Objekt mit „data“: Artikel mit „title“ und „paragraphs“, jeder Absatz mit „context“ und „qas“.
error-questions-unread = Die Fragen in { $file } lassen sich nicht lesen: { $what }.
error-questions-none = Es gibt keine Fragen, mit denen gemessen werden könnte.

### Menüs an einer Nachricht

find-menu = In Dokumenten suchen
check-menu = Mit Dokumenten prüfen
add-menu = Zu den Dokumenten
no-words = In dieser Nachricht stehen keine Worte, die ich lesen kann.
question-cut = { $count ->
    [one] Nur das erste Zeichen der Nachricht wurde berücksichtigt; der Rest ist weggelassen.
   *[other] Nur die ersten { $count } Zeichen der Nachricht wurden berücksichtigt; der Rest ist weggelassen.
}
check-head = Mit den Dokumenten verglichen, Satz für Satz.
check-supported = **Gestützt** von:
check-contradicted = **Widersprochen** von:
check-nothing = Nichts gefunden.
check-left = { $count ->
    [one] { $count } weiterer Satz wurde nicht geprüft.
   *[other] { $count } weitere Sätze wurden nicht geprüft.
}

### Knöpfe unter einer Antwort

quote-not-shown = Dieses Zitat kann dir hier nicht gezeigt werden: Sein Dokument wurde entfernt, oder du darfst es hier nicht sehen.
previous-button = Zurück
next-button = Weiter
section-button = Ganzer Abschnitt
quote-button = Zum Zitat
context-attached = Das ist länger, als eine Nachricht fasst: Es hängt ganz an, als { $file }.
context-elsewhere = Das Zitat selbst steht an anderer Stelle im Dokument.
page-caption = { $where }. Das Zitat ist gelb markiert.
page-alt = { $where }. Auf der Seite markiert: „{ $quote }“
page-gone = Die Seite kann nicht gezeigt werden: Das Dokument hat sich seitdem geändert oder ist fort. „Prüfen“ sagt, was aus dem Zitat geworden ist.
page-too-large = Das Bild der Seite ist größer, als Discord hier annimmt.
original-file = **{ $source }**, wie es jetzt ist:
original-too-large = **{ $source }** ist größer als die { $limit } MiB, die Discord hier annimmt.
check-unchanged = **Unverändert.** Das Dokument wurde noch einmal gelesen: Es ist das am { $since } hinzugefügte, und diese Worte stehen darin.
check-moved = **Das Dokument hat sich geändert, das Zitat nicht.** Die am { $since } hinzugefügte Fassung sagt Wort für Wort dasselbe:
check-changed = **Geändert.** Das Zitat steht nicht in der am { $since } hinzugefügten Fassung. Die ähnlichste Stelle lautet jetzt:
check-dropped = **Fort.** Das Zitat steht nicht in der am { $since } hinzugefügten Fassung, und nichts Ähnliches steht darin.
check-removed = **Entfernt.** Das Dokument dieses Zitats ist nicht mehr hier.
share-only-in-servers = Eine Antwort lässt sich nur im Kanal eines Servers teilen.
share-not-allowed = Du darfst in diesem Kanal nicht schreiben, also kann ich die Antwort dort nicht für dich zeigen.
shared-already = Du hast diese Antwort schon geteilt.
nothing-to-share = Nicht alle in diesem Kanal dürfen die Zitate dieser Antwort sehen, also lässt sie sich hier nicht teilen.
shared-now = Mit dem Kanal geteilt.
reason-button = Sag, warum
reason-title = Sag, warum
reason-label = Was war gut, oder was hat gefehlt?
reason-kept = Danke, deine Begründung wird für die aufgehoben, die sich um die Dokumente kümmern.
thanks-helpful = Danke: als hilfreich vermerkt. Du kannst es dir jederzeit anders überlegen.
thanks-not-helpful = Danke: als nicht hilfreich vermerkt. Du kannst es dir jederzeit anders überlegen.
will-be-told = Du erfährst es, wenn ein Dokument diese Frage beantwortet.
waiting-already = Du wartest schon: Du erfährst es, wenn ein Dokument diese Frage beantwortet.
answered-now = Ein Dokument beantwortet jetzt, was du gefragt hast: { $question }
removed-now = Die Antwort ist entfernt.

### Fragen mit einem Formular

panel = **Frag hier die Dokumente.** Ich antworte in ihren eigenen Worten und sage genau, wo sie stehen. Drück auf den Knopf hier unten, oder erwähne mich mit deiner Frage.
ask-button = Fragen
ask-title = Die Dokumente fragen
ask-question-label = Was möchtest du wissen?
ask-who-label = Wer sieht die Antwort?
ask-everyone-choice = Alle in diesem Kanal
ask-me-choice = Nur ich
asked-by = { $who } fragt:

### Threads

ask-more-button = Mehr fragen
thread-begun = Frag hier weiter: drück auf den Knopf, erwähne mich, antworte mir oder nimm `/{ ask-command }`. Eine Nachfrage wie „und 2006?“ oder „warum?“ wird verstanden.
thread-open = Frag weiter in { $thread }.
thread-not-allowed = Ich darf hier keinen Thread öffnen; wer den Server verwaltet, kann mir das Recht geben, öffentliche Threads zu erstellen und darin zu schreiben.
searched-for = Gesucht nach: { $question }

### Settings of a server: what is wrong with a name, a value or a file

setting-unknown = „{ $name }“ ist keine Einstellung. Die Einstellungen sind { $known }.
setting-unknown-like = „{ $name }“ ist keine Einstellung; ist „{ $meant }“ gemeint?
setting-wrong = „{ $name }“ ist „{ $value }“ und muss { $needed } sein.
setting-needs-channels = Nummern von höchstens 25 Kanälen mit Kommas dazwischen, oder none
setting-needs-roles = Nummern von höchstens 25 Rollen mit Kommas dazwischen, oder none
setting-needs-days = eine ganze Zahl von 0 (für immer) bis 36500
setting-needs-yes = yes oder no (in einer Datei true oder false)
setting-needs-silence = strict, balanced, generous oder eine Zahl von 0 bis 1
setting-needs-language = discord, en, de, es oder fr
setting-file-no-json = Die Datei ist kein JSON in UTF-8. Nimm eine, in die Einstellungen ausgegeben wurden.
setting-file-other = Die Datei enthält keine Einstellungen von Footnote: sie braucht „footnote_settings“ und „settings“. Nimm eine, in die Einstellungen ausgegeben wurden.
setting-file-more = „{ $name }“ neben „settings“ ist nicht bekannt. Nimm es aus der Datei heraus.
setting-file-format = Die Datei hat das Format „{ $version }“, und dieses Footnote liest { $format }. Gib die Einstellungen noch einmal aus.

### Settings of a server

settings-command = einstellungen
    .description = Was dieser Server gewählt hat: wo ich antworte, wer verwalten darf, Datenschutz.
settings-show-command = zeigen
    .description = Zeigen, was hier gilt, und es ändern.
settings-export-command = ausgeben
    .description = Was dieser Server gewählt hat, als Datei sichern.
settings-import-command = einlesen
    .description = Wählen, was eine Datei sagt; was nicht darin steht, ist wieder wie voreingestellt.
    .file = datei
    .file-description = Eine Datei, in die Einstellungen ausgegeben wurden.
settings-places-title = Wo ich antworte
settings-managers-title = Wer verwalten darf
settings-privacy-title = Datenschutz
settings-silence-title = Wann die Dokumente nichts dazu sagen
settings-language-title = Sprache öffentlicher Antworten
settings-changed = Gespeichert. Es gilt ab jetzt.
settings-unchanged = Es hat sich nichts geändert.
settings-change-button = Ändern
settings-all-channels = allen Kanälen
settings-channels = In { $channels }.
settings-panels = Der Knopf *Fragen* steht in { $channels }.
settings-forums = Neue Beiträge werden beantwortet in { $channels }.
settings-managers = Wer den Server verwalten darf, und { $roles }.
settings-nobody = Wer den Server verwalten darf, und sonst niemand.
settings-kept-days = { $count ->
    [one] Fragen, Antworten, Meinungen und Wartende werden { $count } Tag aufbewahrt.
   *[other] Fragen, Antworten, Meinungen und Wartende werden { $count } Tage aufbewahrt.
}
settings-kept-ever = Fragen, Antworten, Meinungen und Wartende werden aufbewahrt, bis jemand vergessen werden will.
settings-words-kept = Der Wortlaut der Fragen wird mit aufbewahrt.
settings-words-not-kept = Der Wortlaut der Fragen wird nicht aufbewahrt.
settings-file-hint = `/{ settings-command } { settings-export-command }` sichert all das als Datei, `/{ settings-command } { settings-import-command }` bringt es zurück.
settings-strict-choice = Streng: nur was sehr wahrscheinlich eine Antwort ist
settings-balanced-choice = Ausgewogen
settings-generous-choice = Großzügig: auch was eine Antwort sein kann
settings-number-choice = Ab einer Beleglage von { $number }
settings-discord-choice = Wie Discord sagt: die des Fragenden oder des Servers
settings-english-choice = English (Englisch)
settings-german-choice = Deutsch
settings-spanish-choice = Español (Spanisch)
settings-french-choice = Français (Französisch)
settings-keep-choice = Den Wortlaut der Fragen aufbewahren
settings-no-words-choice = Keinen Wortlaut aufbewahren und den bisherigen löschen
settings-channels-label = Nur in diesen Kanälen (keiner gewählt: alle)
settings-panels-label = Der Knopf Fragen steht in
settings-forums-label = Foren, deren neue Beiträge beantwortet werden
settings-managers-label = Rollen, die außerdem verwalten dürfen
settings-days-label = So viele Tage aufbewahren; 0: für immer
settings-words-label = Der Wortlaut der Fragen
settings-silence-label = Wann ich antworte
settings-language-label = Öffentliche Antworten sind auf
settings-exported = Was dieser Server gewählt hat; was nicht in der Datei steht, ist wie vom Betreiber eingestellt.
settings-file-large = Die Datei ist zu groß für Einstellungen. Häng eine an, in die Einstellungen ausgegeben wurden.
only-manage-server = Nur Mitglieder mit dem Recht „Server verwalten“ können sagen, wer verwalten darf.
setting-no-channel = „{ $name }“ nennt { $value }; das ist kein passender Kanal dieses Servers. Nimm es heraus.
setting-no-forum = „{ $name }“ nennt { $value }; das ist kein Forum dieses Servers. Nimm es heraus.
setting-no-role = „{ $name }“ nennt { $value }; das ist keine Rolle dieses Servers, der man vertrauen kann. Nimm es heraus.
answers-elsewhere = Auf diesem Server beantworte ich Fragen nur in { $channels }.
answers-elsewhere-unseen = Auf diesem Server beantworte ich Fragen nur in Kanälen, die du nicht sehen kannst.

### What is kept about people

privacy-command = datenschutz
    .description = Was ich über dich aufbewahre, und es löschen.
privacy-show-command = zeig-mir
    .description = Mir alles schicken, was über mich aufbewahrt wird, als Datei nur für mich.
privacy-forget-command = vergiss-mich
    .description = Alles löschen, was über mich aufbewahrt wird, auf allen Servern.
nothing-kept = Über dich wird nichts aufbewahrt.
kept-attached = Alles, was über dich aufbewahrt wird, auf allen Servern. Zitate sind nicht dabei: sie sind die Worte der Dokumente.
forget-button = Vergiss mich
forget-asked = Alles, was du gefragt hast, von Antworten hältst und worauf du wartest, wird auf allen Servern gelöscht und kann nicht zurückgeholt werden. Nachrichten, die auf Discord stehen, bleiben: *Entfernen* nimmt sie vorher weg. Was du an Dokumenten und Einstellungen geändert hast, bleibt, aber nicht, wer es war.
forget-not-you = Nur du selbst kannst dich vergessen lassen. Nimm /{ privacy-command } { privacy-forget-command }.
forgotten = **Du bist vergessen.**
forgotten-questions = { $count ->
    [one] { $count } Frage und ihre Antwort sind gelöscht.
   *[other] { $count } Fragen und ihre Antworten sind gelöscht.
}
forgotten-feedback = { $count ->
    [one] { $count } Meinung ist gelöscht.
   *[other] { $count } Meinungen sind gelöscht.
}
forgotten-waiting = { $count ->
    [one] Du wartest nicht mehr auf { $count } Antwort.
   *[other] Du wartest nicht mehr auf { $count } Antworten.
}
forgotten-changes = { $count ->
    [one] { $count } Eintrag über Dokumente und Einstellungen nennt dich nicht mehr.
   *[other] { $count } Einträge über Dokumente und Einstellungen nennen dich nicht mehr.
}
help-settings = `/{ settings-command } { settings-show-command }` Wählen, wo ich antworte, wer verwalten darf und wie lange Antworten aufbewahrt werden
help-privacy = `/{ privacy-command } { privacy-show-command }` und `/{ privacy-command } { privacy-forget-command }` Sehen, was über dich aufbewahrt wird, oder es löschen lassen.
