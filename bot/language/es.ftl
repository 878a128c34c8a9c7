# Lo que dice el bot en Discord, en español. Tutea.

### Comandos

ask-command = preguntar
    .description = Responde a una pregunta con las palabras de los documentos.
    .question = pregunta
    .question-description = Lo que quieres saber.
    .private = privado
    .private-description = Solo tú verás la respuesta (si no, todos).

documents-command = documentos
    .description = Los documentos de los que salen las citas.
documents-add-command = añadir
    .description = Añade un documento o sustituye su versión anterior.
    .file = archivo
    .file-description = El documento; si ya hay un archivo con ese nombre, se sustituye.
documents-list-command = lista
    .description = Muestra los documentos de los que salen las respuestas.
documents-remove-command = quitar
    .description = Quita uno de los documentos de este servidor.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.

index-command = índice
    .description = El índice que encuentra pasajes en los documentos.
index-rebuild-command = reconstruir
    .description = Vuelve a leer e indexar todos los documentos.
index-status-command = estado
    .description = Muestra lo que contiene el índice.
index-rollback-command = deshacer
    .description = Deshace la última reconstrucción del índice.
index-jobs-command = tareas
    .description = Muestra lo añadido y reconstruido últimamente.
index-cancel-command = cancelar
    .description = Cancela una incorporación o una reconstrucción.
    .job = tarea
    .job-description = El número de la tarea, tal como lo muestra /{ index-command } { index-jobs-command }.

help-command = ayuda
    .description = Lo que hago y qué comandos hay.

### Preguntas

how-to-ask = Escribe tu pregunta después de mi nombre, como respuesta a un mensaje mío o por mensaje directo; o usa `/{ ask-command }`.
