# Was der Bot auf Discord sagt, auf Deutsch. Er duzt.

### Befehle

ask-command = fragen
    .description = Beantwortet eine Frage mit den Worten der Dokumente.
    .question = frage
    .question-description = Was du wissen möchtest.
    .private = privat
    .private-description = Die Antwort siehst nur du (sonst: alle).

documents-command = dokumente
    .description = Die Dokumente, aus denen zitiert wird.
documents-add-command = hinzufügen
    .description = Fügt ein Dokument hinzu oder ersetzt seine alte Fassung.
    .file = datei
    .file-description = Das Dokument; eine Datei gleichen Namens wird ersetzt.
documents-list-command = liste
    .description = Zeigt die Dokumente, aus denen die Antworten stammen.
documents-remove-command = entfernen
    .description = Entfernt eines der Dokumente dieses Servers.
    .document = dokument
    .document-description = Welches? Fang an, den Namen zu tippen.

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
