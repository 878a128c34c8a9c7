# Lo que dice el bot en Discord, en español. Tutea.

### Comandos

ask-command = preguntar
    .description = Responde a una pregunta con las palabras de los documentos.
    .question = pregunta
    .question-description = Lo que quieres saber.
    .private = privado
    .private-description = Solo tú verás la respuesta (si no, todos).
    .document = documento
    .document-description = Cita solo este documento; empieza a escribir su nombre.

documents-command = documentos
    .description = Los documentos de los que salen las citas.
documents-add-command = añadir
    .description = Muestra qué cambiarían los documentos nuevos; luego confirmas.
    .file = archivo
    .file-description = El documento o un .zip; si hay un archivo con ese nombre, se sustituye.
    .file2 = archivo2
    .file3 = archivo3
    .file4 = archivo4
    .file5 = archivo5
    .file6 = archivo6
    .file7 = archivo7
    .file8 = archivo8
    .file9 = archivo9
    .file10 = archivo10
    .more-description = Otro documento.
    .link = enlace
    .link-description = Una dirección https://, si quien opera el bot lo permite.
documents-replace-command = sustituir
    .description = Sustituye un documento por una versión nueva; muestra qué cambia.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
    .file = archivo
    .file-description = La versión nueva, del mismo tipo.
documents-rename-command = renombrar
    .description = Da otro nombre a un documento.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
    .name = nombre
    .name-description = Su nombre nuevo; la extensión se queda.
documents-limit-command = limitar
    .description = Di en qué canales y a qué roles se puede mostrar un documento.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
documents-list-command = lista
    .description = Muestra los documentos de los que salen las respuestas.
    .search = buscar
    .search-description = Solo los que tienen estas palabras en su nombre o título.
documents-info-command = info
    .description = Versiones de un documento, cuánto se citó y qué no se citó nunca.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
documents-remove-command = quitar
    .description = Quita uno de los documentos de este servidor.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
documents-bring-back-command = recuperar
    .description = Recupera un documento quitado en los últimos 30 días.
    .document = documento
    .document-description = Cuál; empieza a escribir su nombre.
documents-export-command = exportar
    .description = Entrega los documentos tal como se añadieron, en archivos .zip.

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

### Para que llegue

may-not-write = No puedo escribir en el canal donde me preguntaste; quien administra el servidor puede darme permiso para enviar mensajes allí.
old-form = Discord todavía muestra una versión antigua de este comando; recarga Discord e inténtalo de nuevo.
my-fault = Algo ha fallado de mi lado; quien me opera puede encontrarlo en el registro con { $mark }.
operators-fault = Me lo impide algo que solo quien me opera puede arreglar; está en el registro con { $mark }.
not-handed-over = Discord no ha entregado «{ $source }». Adjúntalo de nuevo, por favor.

### Quién puede cambiar documentos

only-in-servers = Los documentos solo se pueden cambiar en un servidor, no por mensaje directo.
only-managers = Solo quien tenga { $needed } puede cambiar los documentos de este servidor.
needed-permission = el permiso «Gestionar servidor»
needed-permission-or-role = el permiso «Gestionar servidor» o el rol «{ $role }»
needed-permission-or-roles = el permiso «Gestionar servidor» o uno de los roles { $roles }

### Cuántos y de qué

documents = { $count ->
    [one] { $count } documento
   *[other] { $count } documentos
}
passages = { $count ->
    [one] { $count } pasaje
   *[other] { $count } pasajes
}
sentences = { $count ->
    [one] { $count } frase
   *[other] { $count } frases
}
lines = { $count ->
    [one] { $count } línea
   *[other] { $count } líneas
}
done-of-files = { $total ->
    [one] { $done } de { $total } archivo
   *[other] { $done } de { $total } archivos
}
done-of = { $done } de { $total }

### Añadir y quitar

document-added = Añadido **{ $source }**: { $passages }.
document-replaced = **{ $source }** sustituido por el archivo nuevo: { $passages }.
document-unchanged = **{ $source }** ya está aquí, palabra por palabra.
document-note = Sobre **{ $source }**: { $note }
document-removed = Quitado: { $document }.
not-taken = No aceptado: { $reason }
not-taken-source = No aceptado: **{ $source }**: { $reason }
nothing-to-do = No hay nada que hacer.

### La lista de documentos

own-documents = **Documentos de este servidor ({ $count })**
shared-documents = **Documentos compartidos ({ $count })**, los mismos en todos los servidores
no-documents = Todavía no hay documentos.

### Documentos que esperan confirmación

nothing-given = Adjunta un archivo o da un enlace.
nothing-in-message = En este mensaje no hay nada que pueda leer: ni palabras ni archivos.
other-kind = «{ $source }» solo se puede sustituir por un archivo que termine en { $ending }. Añade el nuevo y quita el antiguo.
staged-head = **Todavía no se ha añadido nada.** Esto es lo que se haría:
staged-nothing = **No hay nada que añadir.**
staged-new = **{ $source }** se añadiría: { $found }
staged-changed = **{ $source }** se sustituiría por el archivo nuevo: { $found }
staged-same = **{ $source }** tiene los mismos bytes que { $others }.
staged-near = **{ $source }** se llama de forma parecida a { $others }.
staged-more = { $count ->
    [one] No se muestra { $count } línea más.
   *[other] No se muestran { $count } líneas más.
}
staged-kept = Los archivos se guardan un día y se añaden cuando pulses Confirmar.
revision = Secciones de **{ $source }**: { $what }.
sections-new = nuevas: { $names }
sections-changed = cambiadas: { $names }
sections-gone = eliminadas: { $names }
sections-same = { $count ->
    [one] { $count } como antes
   *[other] { $count } como antes
}
before-headings = lo que está antes de todos los títulos
names-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
reasked = { $asked ->
    [one] Se volvió a hacer { $asked } pregunta respondida con ellos:
   *[other] Se volvieron a hacer { $asked } preguntas respondidas con ellos:
} { $count ->
    [0] todas se responderían como antes.
    [one] { $count } se respondería de otro modo.
   *[other] { $count } se responderían de otro modo.
}
reasked-unanswered = ya no se responde
reasked-otherwise = se responde de otro modo
reasked-lost = { $count ->
    [one] { $count } cita ya no estaría
   *[other] { $count } citas ya no estarían
}
confirm-button = Confirmar
cancel-button = Cancelar
nothing-added = Cancelado: no se añadió nada.
adding = Añadiendo.
adding-behind = { $count ->
    [one] Añadiendo: hay { $count } cambio por delante.
   *[other] Añadiendo: hay { $count } cambios por delante.
}
adding-now = Añadiendo: { $what }
headings = { $count ->
    [one] { $count } título
   *[other] { $count } títulos
}
tables = { $count ->
    [one] { $count } tabla
   *[other] { $count } tablas
}
count-page = { $count ->
    [one] { $count } página
   *[other] { $count } páginas
}
count-slide = { $count ->
    [one] { $count } diapositiva
   *[other] { $count } diapositivas
}
count-sheet = { $count ->
    [one] { $count } hoja
   *[other] { $count } hojas
}
count-row = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
count-chapter = { $count ->
    [one] { $count } capítulo
   *[other] { $count } capítulos
}
count-paragraph = { $count ->
    [one] { $count } párrafo
   *[other] { $count } párrafos
}

### Documentos sueltos

none-like = Ningún documento tiene **{ $words }** en su nombre o título.
list-page = Página { $page } de { $pages }
removing = ¿Quitar { $document }?
removing-help = Desde entonces no estará en ninguna respuesta, y se puede recuperar durante 30 días.
remove-document-button = Quitarlo
nothing-removed = No se quitó nada.
removed-help = Se puede recuperar durante 30 días.
bring-back-button = Recuperarlo
brought-back = Recuperado: **{ $source }**.
renamed = **{ $before }** se llama ahora **{ $after }**.
versions = { $count ->
    [one] { $count } versión:
   *[other] { $count } versiones, la más nueva primero:
}
version-line = { $when }, { $size }, por { $who }
kib = { $count } KiB
mib = { $count } MiB
quoted-times = { $count ->
    [one] Citado en { $count } respuesta.
   *[other] Citado en { $count } respuestas.
}
unquoted = { $count ->
    [one] { $count } de { $sections } secciones no se citó nunca:
   *[other] { $count } de { $sections } secciones no se citaron nunca:
}
limits-none = Todos pueden verlo.
limits-channels = Solo se muestra en { $channels }.
limits-roles = Solo se muestra a { $roles }.
limits-both = Solo se muestra en { $channels } y solo a { $roles }.
limits-help = Lo que elijas vale en el acto. Quien no puede ver un documento no recibe de él ni citas ni título ni cuentas.
limits-no-channel = «{ $value }» no es un canal de este servidor. Elige otros.
limits-no-role = «{ $value }» no es un rol de este servidor. Elige otros.
limits-channels-choice = Solo en estos canales
limits-roles-choice = Solo para miembros con estos roles
everyone-button = Todos pueden verlo
exporting = Los documentos se están empaquetando; llegan aquí debajo.
export-part = Parte { $part }: { $documents }
exported = { $count ->
    [one] Eso era todo: { $documents } en { $count } archivo.
   *[other] Eso era todo: { $documents } en { $count } archivos.
}
export-large = No está: **{ $source }** es mayor que los { $limit } MiB que Discord acepta aquí. «footnote export» lo escribe en el ordenador del bot.
export-damaged = No está: **{ $source }** está dañado o falta. Añádelo otra vez.

### Tareas que duran más que el bot

goes-on-later = Me están reiniciando; después esto sigue, y diré aquí cuándo está hecho.
went-on-done = La tarea { $job } siguió después de un reinicio y está hecha.
went-on-cancelled = La tarea { $job } se canceló después de un reinicio.
went-on-failed = La tarea { $job } siguió después de un reinicio y falló.
went-on-answers = Los documentos responden ahora a la pregunta.

### Reconstrucciones

rebuilding = Reconstruyendo el índice.
rebuilding-behind = { $count ->
    [one] Reconstruyendo el índice: hay { $count } cambio por delante.
   *[other] Reconstruyendo el índice: hay { $count } cambios por delante.
}
rebuilding-now = Reconstruyendo el índice: { $what }
stage-read = leyendo documentos
stage-embed = vectorizando pasajes
stage-index = escribiendo el índice
index-rebuilt = **El índice está reconstruido**: { $documents }, { $passages }.
nothing-to-index = Este servidor no tiene documentos propios que indexar.
rebuild-undone = **La última reconstrucción se ha deshecho**: responde la generación { $number } del { $made }, { $count ->
    [one] con { $count } documento. Lo que se haya añadido o quitado desde entonces sigue igual.
   *[other] con { $count } documentos. Lo que se haya añadido o quitado desde entonces sigue igual.
}

### Tareas

job-line = **{ $job }** { $kind }, { $state }: { $done }, empezada { $begun }
job-line-note = **{ $job }** { $kind }, { $state }: { $done }, empezada { $begun }: { $note }
job-add = añadir
job-rebuild = reconstruir
job-collecting = recopilando
job-staged = espera confirmación
job-waiting = en espera
job-running = en curso
job-done = terminada
job-cancelled = cancelada
job-failed = fallida
no-jobs = Todavía no se ha añadido ni reconstruido nada.
job-is-cancelled = La tarea { $job } queda cancelada tras { $done }; lo que añadió antes se conserva.

### El estado de las bibliotecas

own-library = Biblioteca de este servidor
shared-library = Biblioteca compartida
library-empty = **{ $library }**: vacía
library-state = **{ $library }**: { $documents }, { $passages }, { $sentences }
library-state-index = **{ $library }**: { $documents }, { $passages }, { $sentences }; generación { $generation } del índice
library-state-changed = **{ $library }**: { $documents }, { $passages }, { $sentences }; generación { $generation } del índice, cambiada { $changed }
model-line = Modelo: { $name }, { $count } dimensiones

### Ayuda

help-head = **Respondo a preguntas con las palabras de los documentos de este servidor y digo exactamente dónde están.** No invento nada: si los documentos no lo dicen, te lo digo.
help-head-direct = **Respondo a preguntas con las palabras de los documentos compartidos y digo exactamente dónde están.** No invento nada: si los documentos no lo dicen, te lo digo.
help-ask = `/{ ask-command }` Haz una pregunta; con `{ ask-command.private }` solo tú ves la respuesta.
help-direct = O escribe tu pregunta aquí mismo. En un servidor conozco también sus documentos.
help-mention = O mencióname con tu pregunta, o respóndeme; o mándame un mensaje directo sobre los documentos compartidos.
help-list = `/{ documents-command } { documents-list-command }` Muestra de qué documentos cito.
help-add = `/{ documents-command } { documents-add-command }` Añade un documento o sustituye su versión anterior
help-remove = `/{ documents-command } { documents-remove-command }` Quita uno de los documentos de este servidor
help-rebuild = `/{ index-command } { index-rebuild-command }` Vuelve a leer e indexar todos los documentos
help-rollback = `/{ index-command } { index-rollback-command }` Deshace la última reconstrucción
help-jobs = `/{ index-command } { index-jobs-command }` y `/{ index-command } { index-cancel-command }` Muestra lo añadido y reconstruido, o lo cancela
help-status = `/{ index-command } { index-status-command }` Muestra lo que contiene el índice.
help-anybody = { $line }.
help-managers = { $line } (requiere { $needed }).

### Cuidado: vistazo, glosario, calidad

insights-command = vistazo
    .description = Qué se preguntó, qué se citó y qué no responden los documentos.
    .days = días
    .days-description = Cuántos días atrás, contando hoy (si no: 30).
glossary-command = glosario
    .description = Los sinónimos y abreviaturas propios de este servidor.
glossary-list-command = lista
    .description = Muestra las palabras que se encuentran entre sí.
glossary-add-command = añadir
    .description = Hace que unas palabras se encuentren entre sí desde ahora.
    .entry = entrada
    .entry-description = Palabras con = entre ellas: RR. HH. = recursos humanos.
glossary-remove-command = quitar
    .description = Quita palabras del glosario.
    .entry = entrada
    .entry-description = La línea entera o una de sus palabras; empieza a escribir.
quality-command = calidad
    .description = Mide lo bien que se responden las preguntas del propio equipo.
    .file = archivo
    .file-description = Más preguntas, un objeto JSON por línea: "question" y "answers".
help-insights = `/{ insights-command }` Muestra qué se preguntó y qué preguntas no responde nada
help-glossary = `/{ glossary-command } { glossary-list-command }`, `{ glossary-add-command }` y `{ glossary-remove-command }` Cuida los sinónimos y abreviaturas propios de este servidor
help-quality = `/{ quality-command }` Mide con las preguntas cuyas respuestas se marcaron como útiles

insights-head = { $count ->
    [one] **Preguntas de hoy**
   *[other] **Preguntas de los últimos { $count } días**
}
insights-sum = { $count ->
    [one] { $count } pregunta: { $answered } con respuesta, { $declined } sin ella.
   *[other] { $count } preguntas: { $answered } con respuesta, { $declined } sin ella.
}
insights-bad = { $count ->
    [one] { $count } respuesta se marcó como no útil.
   *[other] { $count } respuestas se marcaron como no útiles.
}
insights-wordless = { $count ->
    [one] { $count } pregunta sin respuesta solo se cuenta: sus palabras no se guardaron o se borraron.
   *[other] { $count } preguntas sin respuesta solo se cuentan: sus palabras no se guardaron o se borraron.
}
insights-nothing = No se preguntó nada.
quoted-most = **Los más citados**
quoted-line = { $count ->
    [one] { $document }: { $count } respuesta
   *[other] { $document }: { $count } respuestas
}
quoted-never = { $count ->
    [one] **Nunca citado en este tiempo ({ $count })**
   *[other] **Nunca citados en este tiempo ({ $count })**
}
and-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
open-head = { $count ->
    [one] **{ $count } pregunta que ningún documento responde**, con las parecidas
   *[other] **{ $count } preguntas que ningún documento responde**, cada una con las parecidas
}
open-shown = de la { $first } a la { $last }, primero las más frecuentes
open-none = Ninguna pregunta quedó sin respuesta.
open-asked = { $count ->
    [one] preguntada una vez, { $last }
   *[other] preguntada { $count } veces, la última { $last }
}
open-waiting = { $count ->
    [one] { $count } persona quiere que se le avise
   *[other] { $count } personas quieren que se les avise
}
open-also = también: { $questions }
open-add-button = Añadir documento
open-by-button = La responde …
open-dismiss-button = Descartar
open-settled = Esta pregunta ya está respondida o resuelta.
open-add-title = Añadir un documento que la responda
open-add-label = Documentos
open-add-hint = Lo que la responde; un archivo del mismo nombre se reemplaza.
open-added-answers = Los documentos la responden ahora:
open-added-silent = Los documentos siguen sin responderla. Pregúntala con otras palabras o usa *{ open-by-button }*.
open-by-head = ¿Qué documento responde «{ $question }»?
open-by-placeholder = Elige un documento
open-by-likeliest = Los { $shown } más probables de { $count } documentos.
open-by-says = **{ $document }** responde con:
open-by-nearest = **{ $document }** no lo dice de modo que se encuentre con seguridad. Lo más cercano que dice:
open-by-nothing = **{ $document }** no dice nada parecido.
open-settle-button = Eso la responde
open-settle-hint = Sale entonces de la lista, y quien quería saberlo recibe el aviso, si puede ver el documento.
open-settled-now = { $count ->
    [0] Resuelta: la pregunta ha salido de la lista.
    [one] Resuelta: la pregunta ha salido de la lista y se avisó a { $count } persona.
   *[other] Resuelta: la pregunta ha salido de la lista y se avisó a { $count } personas.
}
settled-now = Alguien que cuida los documentos ha encontrado lo que responde tu pregunta: { $question }
plot-answered = con respuesta
plot-declined = los documentos no lo dicen
plot-not-helpful = marcadas como no útiles
plot-days = Preguntas por día
plot-weeks = Preguntas por semana
plot-nothing-asked = No se preguntó nada.
plot-documents = Respuestas que citan un documento
plot-nothing-quoted = No se citó ningún documento.
plot-never = { $count ->
    [one] { $count } documento nunca se citó en este tiempo.
   *[other] { $count } documentos nunca se citaron en este tiempo.
}
plot-days-alt = Columnas del { $first } al { $last }: { $asked } preguntas, { $answered } con respuesta, { $declined } sin ella; { $bad } marcadas como no útiles. Las más, el { $busiest }: { $most }.
plot-days-none-alt = Columnas del { $first } al { $last }: no se preguntó nada.
plot-documents-alt = Barras de los documentos por las respuestas que los citan: { $documents }.
plot-documents-none-alt = Barras de los documentos: no se citó ninguno.

own-glossary = **Glosario de este servidor ({ $count })**
shared-glossary = **Glosario común ({ $count })**, el mismo en todos los servidores
glossary-more = { $count ->
    [one] y { $count } más, en { $source }
   *[other] y { $count } más, en { $source }
}
no-glossary = Aún no hay glosario. `/{ glossary-command } { glossary-add-command }` empieza uno.
glossary-added = **{ $entry }**: estas palabras se encuentran entre sí desde ahora. Están en { $source }.
glossary-removed = **{ $entry }** ya no está en { $source }.

quality-asking = Se hacen las preguntas del propio equipo: { $done }
quality-head = { $count ->
    [one] **Calidad**: { $count } pregunta del propio equipo
   *[other] **Calidad**: { $count } preguntas del propio equipo
}
quality-from = { $helpful } de respuestas marcadas como útiles, { $file } del archivo.
quality-line = { $measure }: **{ $value }**
quality-line-before = { $measure }: **{ $value }**, antes { $before }
quality-since = Antes: { $when }, con { $count ->
    [one] { $count } pregunta.
   *[other] { $count } preguntas.
}
quality-same = Las respuestas que antes ayudaron son tan buenas como eran.
quality-worse-change = { $count ->
    [one] **{ $count } respuesta que antes ayudó ha empeorado con este cambio.**
   *[other] **{ $count } respuestas que antes ayudaron han empeorado con este cambio.**
}
quality-worse-now = { $count ->
    [one] **{ $count } respuesta que antes ayudó es peor ahora.**
   *[other] **{ $count } respuestas que antes ayudaron son peores ahora.**
}
quality-worse-line = **{ $question }**
quality-worse-before = antes: «{ $sentence }» ({ $document })
quality-worse-after = ahora: «{ $sentence }» ({ $document })
quality-worse-silent = ahora: los documentos no lo dicen
quality-alt = Medidas de { $count } preguntas de 0 a 1, con intervalos del 95 %: { $figures }.
plot-quality = Lo bien que se responden las preguntas del propio equipo
plot-now = ahora
plot-before = antes
plot-interval = intervalo del 95 %
measure-hit-at-1 = el primer pasaje contiene la respuesta
measure-hit-at-3 = uno de los tres primeros
measure-hit-at-5 = uno de los cinco primeros
measure-mrr-at-10 = rango recíproco medio, diez primeros
measure-quote-at-1 = la primera cita contiene la respuesta
measure-quote-at-3 = una de las tres primeras citas
measure-answered = preguntas con respuesta respondidas
measure-declined = las demás rechazadas
error-glossary-entry = «{ $entry }» no es una línea de glosario. Escribe palabras con «=» entre ellas, cada una de { $most } caracteres como mucho: RR. HH. = recursos humanos.
error-glossary-known = El glosario ya dice «{ $entry }».
error-glossary-unknown = El glosario no tiene la línea «{ $entry }». La lista del glosario muestra sus líneas.
error-glossary-several = El glosario tiene varias líneas con «{ $entry }». Di la línea entera.
error-glossary-shared = La línea «{ $entry }» es del glosario de la biblioteca común, el mismo en todos los servidores. Puede cambiarlo quien la administra.
error-glossary-none = El documento «{ $source }» está aquí y no es un glosario: tiene más líneas de otro tipo que con «=». Quítalo o añádelo con otro nombre.
error-glossary-prose = Sin la línea «{ $entry }» el documento «{ $source }» dejaría de ser un glosario: demasiadas de sus otras líneas no tienen «=». Cambia el documento y vuelve a añadirlo.
error-none-helpful = Aún no se ha marcado como útil ninguna respuesta de la biblioteca { $library }. Lo hacen los botones bajo una respuesta en Discord; hasta entonces, da un archivo de preguntas.
error-questions-json = { $file }, línea { $line }: no es JSON: { $what }.
error-questions-form = { $file }, línea { $line }: hace falta un objeto con "question" (texto) y "answers" (una lista de fragmentos, vacía si los documentos no responden).
questions-many = { $file } contiene { $count } preguntas; aquí se hacen { $most } como mucho. «footnote evaluate», en la terminal, hace cuantas haya.
questions-text = { $file } no es texto en UTF-8. Guárdalo así, un objeto JSON por línea.

### Respuestas

quote-goes-on = La cita sigue abajo.
quote-attached = La cita es más larga de lo que cabe en los mensajes: va adjunta entera, como { $file }.
offer-cut = Solo se muestra el comienzo del pasaje.
characters-left-out = { $count ->
    [one] No se muestra arriba: { $count } carácter invisible.
   *[other] No se muestran arriba: { $count } caracteres invisibles.
}
origin-message = mensaje
origin-page = página web
also-in = también en { $places }
also-more = { $count ->
    [one] { $count } lugar más
   *[other] { $count } lugares más
}
documents-differ = Los documentos difieren, primero el más reciente: { $documents }.
documents-differ-undated = Los documentos difieren y no se sabe cuál es más reciente: { $documents }.
versions-differ = De distintas versiones de un documento, primero la más reciente: { $documents }.
versions-differ-undated = De distintas versiones de un documento; no se sabe cuál es más reciente: { $documents }.
date-text = con fecha { $date }
date-name = { $date } según su nombre
date-added = añadido { $date }
place-page = { $count ->
    [one] página { $where }
   *[other] páginas { $where }
}
place-slide = { $count ->
    [one] diapositiva { $where }
   *[other] diapositivas { $where }
}
place-sheet = { $count ->
    [one] hoja { $where }
   *[other] hojas { $where }
}
place-row = { $count ->
    [one] fila { $where }
   *[other] filas { $where }
}
place-chapter = { $count ->
    [one] capítulo { $where }
   *[other] capítulos { $where }
}
place-paragraph = { $count ->
    [one] párrafo { $where }
   *[other] párrafos { $where }
}
place-line = { $count ->
    [one] línea { $where }
   *[other] líneas { $where }
}
no-answer = **Los documentos no lo dicen.**
no-quote = **No se puede mostrar ninguna cita.**
nearest = Los pasajes más cercanos, que pueden tratar de otra cosa:
quotes-withheld = { $count ->
    [one] Se retiene { $count } cita: ya no está así en su documento. `/{ index-command } { index-rebuild-command }` lee los documentos de nuevo.
   *[other] Se retienen { $count } citas: ya no están así en sus documentos. `/{ index-command } { index-rebuild-command }` lee los documentos de nuevo.
}
other-language = La cita está en el idioma de su documento, que no es el de la pregunta.
by-words = El índice se está reparando; los pasajes se buscaron solo por palabras. Pregunta de nuevo en un minuto.
read-spelling = «{ $said }» se leyó como «{ $meant }».
read-too = También se buscó «{ $meant }».
read-document = Solo en «{ $meant }».
read-section = Solo en la sección «{ $meant }».
read-dates = Solo lo que lleva fecha de { $meant }.
shared-by = { $who } comparte esta respuesta:
no-more-quotes = No hay otras citas que se puedan mostrar aquí.
context-button = Contexto
more-button = { $count ->
    [one] { $count } cita más
   *[other] { $count } citas más
}
page-button = Página
original-button = Original
check-button = Comprobar
share-button = Compartir
helpful-button = Útil
not-helpful-button = No es útil
remove-button = Quitar
tell-button = Avísame cuando un documento lo responda

### Cuando hay demasiado que hacer

crowded-questions = { $count ->
    [one] Ahora hay mucho trabajo: { $count } pregunta va por delante. Inténtalo de nuevo en un momento.
   *[other] Ahora hay mucho trabajo: { $count } preguntas van por delante. Inténtalo de nuevo en un momento.
}
crowded-changes = { $count ->
    [one] Ahora hay mucho trabajo: { $count } cambio va por delante. Inténtalo de nuevo en un momento.
   *[other] Ahora hay mucho trabajo: { $count } cambios van por delante. Inténtalo de nuevo en un momento.
}
crowded-lookups = { $count ->
    [one] Ahora hay mucho trabajo: { $count } consulta va por delante. Inténtalo de nuevo en un momento.
   *[other] Ahora hay mucho trabajo: { $count } consultas van por delante. Inténtalo de nuevo en un momento.
}
waiting-behind = { $count ->
    [one] { $count } pregunta va antes que la tuya; la respuesta llegará aquí.
   *[other] { $count } preguntas van antes que la tuya; la respuesta llegará aquí.
}
stopping = Me están reiniciando; inténtalo de nuevo en un minuto.
not-served = Solo respondo en los servidores que ha elegido quien me administra.
too-fast-member = { $count ->
    [one] Respondo { $count } pregunta por minuto a cada miembro. Vuelve a preguntar { $when }.
   *[other] Respondo { $count } preguntas por minuto a cada miembro. Vuelve a preguntar { $when }.
}
too-fast-server = { $count ->
    [one] Respondo { $count } pregunta por minuto en este servidor. Vuelve a preguntar { $when }.
   *[other] Respondo { $count } preguntas por minuto en este servidor. Vuelve a preguntar { $when }.
}

### Buscar palabras exactas

find-command = buscar
    .description = Busca palabras, códigos y frases exactas en los documentos.
    .words = palabras
    .words-description = Palabras, un código o una «frase» entre comillas.
    .private = privado
    .private-description = Lo que se encuentre solo lo ves tú (si no: todos).
places = { $count ->
    [one] { $count } lugar
   *[other] { $count } lugares
}
find-head = **{ $query }**: { $places } en { $documents }.
find-shown = Se muestran: { $first }–{ $last }.
find-nothing = **{ $query }** no está en los documentos con estas mismas palabras.
find-part = Solo se muestra una parte.
find-withheld = { $count ->
    [one] Se retiene { $count } lugar o documento: está dañado.
   *[other] Se retienen { $count } lugares o documentos: están dañados.
}
find-previous-button = Anterior
find-next-button = Siguiente

### Lo que dice la biblioteca

error-answer-unknown = Esta respuesta ya no se conoce aquí. Vuelve a hacer la pregunta.
error-answer-removed = Quien pidió esta respuesta la quitó. Vuelve a hacer la pregunta.
error-answer-let-go = Esta respuesta se borró: las preguntas se guardan un tiempo limitado, o hasta que quien preguntó quiera que se le olvide. Vuelve a hacer la pregunta.
error-answer-unkept = Aquí no se guarda el texto de las preguntas, así que esta no se puede volver a hacer por ti. Hazla tú cuando se hayan añadido documentos.
error-answer-not-yours = Solo quien preguntó puede quitar esta respuesta.
error-document-gone = El documento de esta cita ya no está aquí.
error-quote-gone = El documento ha cambiado y esta cita ya no está en él.
error-no-documents = Todavía no hay documentos. Añade alguno con /{ documents-command } { documents-add-command }.
error-unknown-document = En esta biblioteca no hay ningún documento «{ $source }». La lista de documentos muestra los nombres.
error-job-confirmed = La tarea { $job } ya se confirmó.
error-document-here-no-more = Este documento ya no está aquí.
error-name-taken = «{ $name }» ya es el nombre de un documento. Elige otro.
error-name-removed = «{ $name }» es el nombre de un documento que se quitó y se puede recuperar. Elige otro.
error-name-none = «{ $name }» no puede ser un nombre. Da uno con letras o cifras, en una línea.
error-name-long = El nombre tiene { $count } caracteres, y caben { $most } como mucho.
error-not-removed = No se quitó ningún documento «{ $source }» que se pueda recuperar. Añádelo otra vez.
error-question-half = La pregunta contiene medio carácter. Escríbela otra vez.
error-question-empty = La pregunta está vacía. Pregunta con unas palabras o con una frase entera.
error-question-long = La pregunta tiene { $count } caracteres; se leen { $most } como mucho. Pregunta con menos palabras.
error-nothing-to-find = No hay nada que buscar. Escribe palabras, un código o una «frase».
error-nothing-to-check = Aquí no hay ninguna frase que se pueda comprobar.
error-job-unknown = Aquí no hay ninguna tarea { $job }. La lista de tareas muestra los números.
error-job-ended = La tarea { $job } ya ha terminado ({ $state }).
error-job-cancelled = La tarea se ha cancelado. Lo que había añadido antes se conserva.
error-job-busy = Otro proceso está trabajando en la tarea { $job }.
error-in-the-way = Otros cambios se interponen una y otra vez. Inténtalo de nuevo en un momento.
error-changing = La biblioteca se está cambiando ({ $who }, { $folder }). Inténtalo de nuevo en un momento.
error-nothing-rebuilt = No hay nada a lo que volver: el índice no se ha reconstruido desde que se añadieron los documentos.
error-nothing-there = No hay nada a lo que volver: la biblioteca está vacía.
error-disk-full = El disco de { $folder } está lleno. Lo añadido antes está a salvo y las preguntas se responden. Haz sitio e inténtalo de nuevo.
error-file-unknown = «{ $source }» es de un tipo desconocido ({ $type }). Se pueden leer: { $readable }.
error-file-empty = «{ $source }» está vacío. Añade un archivo que contenga texto.
error-file-blank = «{ $source }» solo contiene espacios en blanco. Añade un archivo que contenga texto.
error-file-wordless = «{ $source }» no contiene palabras. Añade un archivo con frases.
error-file-headings = «{ $source }» no contiene texto bajo sus títulos. Añade un archivo con frases.
error-file-textless = «{ $source }» no contiene texto. Añade un archivo con frases.
error-file-large = «{ $source }» es demasiado grande: { $size } MiB, y el límite es { $most } MiB. Divídelo, o haz que suban FOOTNOTE_MAX_FILE_MIB.
error-file-protected = «{ $source }» está protegido con contraseña. Quita la protección y añádelo de nuevo.
error-file-damaged = «{ $source }» está dañado o no es un archivo de { $kind }. Ábrelo en el programa de origen, guárdalo otra vez y añade eso.
error-file-other = «{ $source }» no es un archivo válido de su tipo ({ $expected }) o está dañado. Expórtalo de nuevo y añade eso.
error-file-not-text = «{ $source }» no es texto: contiene caracteres de control, como los archivos binarios. Expórtalo como texto y añade eso.
error-pdf-scanned = «{ $source }» parece escaneado: sus { $pages } páginas no contienen texto, solo imágenes. Pásale un reconocimiento de texto (OCR) y añade el resultado.
error-pdf-scanned-page = «{ $source }» parece escaneado: su única página no contiene texto, solo imágenes. Pásale un reconocimiento de texto (OCR) y añade el resultado.
error-pdf-none = «{ $source }» está dañado: no se encuentra ninguna página. Expórtalo otra vez y añade eso.
error-pdf-unreadable = «{ $source }» está dañado: no se puede leer ninguna página. Expórtalo otra vez y añade eso.
error-file-crashed = «{ $source }» no se puede leer: el lector falló o se quedó sin memoria. Divídelo en archivos más pequeños, o expórtalo de nuevo y añade eso.
error-file-slow = Leer «{ $source }» tardó más de { $seconds } segundos y se detuvo. Divídelo en archivos más pequeños, o expórtalo de nuevo y añade eso.
error-file-failed = «{ $source }» no se puede leer: el lector falló con él. Guárdalo en otro formato y añade eso; el porqué está en el registro.
error-file-again = «{ $source }» falló { $count } veces y no se intenta más. La última vez: { $reason }
error-file-hostile = como solo hacen los archivos hostiles. Guárdalo otra vez con el programa de origen y añade eso.
error-file-parts = «{ $source }» contiene { $count } partes, y el límite es { $most }. Divídelo en varios archivos.
error-file-unpacks = «{ $source }» ocupa { $size } MiB al descomprimirse, y el límite es { $most } MiB. Quítale las imágenes grandes, o divídelo.
error-file-grows = «{ $source }» contiene una parte que crece más de { $count } veces al descomprimirse, { $reason }
error-file-part-large = «{ $source }» contiene una parte de más de { $most } MiB. Divídelo en varios archivos.
error-file-entities = «{ $source }» declara entidades propias, { $reason }
error-file-doctype = «{ $source }» declara un tipo de documento propio, { $reason }
error-file-markup = «{ $source }» contiene más de { $most } MiB de texto y marcas. Divídelo en varios archivos.
error-file-old = «{ $source }» es { $kind }. Ábrelo en { $program }, guárdalo como { $extension } y añade eso.
error-file-old-office = «{ $source }» es un archivo antiguo de Office. Ábrelo en el programa de origen, guárdalo en el formato actual y añade eso.
error-file-encoding = «{ $source }» no es { $encoding } válido, como dicen sus primeros bytes. Guárdalo como UTF-8 y añádelo de nuevo.
error-file-utf = «{ $source }» no es UTF-8 válido (el byte 0x{ $byte } de la línea { $line } no encaja), { $reason }. Guárdalo como UTF-8 y añádelo de nuevo.
error-file-utf-short = y es demasiado corto para saber en qué codificación está
error-file-utf-other = y no se puede saber su codificación
error-file-no-process = «{ $source }» no se puede leer ahora: no se pudo iniciar ningún proceso para él. Añádelo de nuevo en unos minutos.
error-file-memory = «{ $source }» necesita para leerse más memoria que los { $most } MiB que se permiten a un archivo. Divídelo en archivos más pequeños, o expórtalo de nuevo y añade eso.
error-file-text-large = «{ $source }» contiene más texto que los { $most } MB que se permiten a un archivo. Divídelo en archivos más pequeños.
error-file-stopped = «{ $source }» no se puede leer: el sistema detuvo su lector, como hace cuando falta memoria. Añádelo de nuevo más tarde, o divídelo en archivos más pequeños.
error-file-mismatch = «{ $source }» no es { $expected }, sino { $kind }. { $reason }
error-remedy-rename = Cámbiale el nombre a { $name } y añádelo de nuevo.
error-remedy-docx = Guárdalo como .docx y añade eso.
error-remedy-xlsx = Guárdalo como .xlsx y añade eso.
error-remedy-pptx = Guárdalo como .pptx y añade eso.
error-remedy-office = Guárdalo como .docx, .pptx o .xlsx y añade eso.
error-remedy-unpack = Descomprímelo y añade los archivos que contiene.
error-remedy-picture = Añade como documento el texto que muestra.
error-remedy-media = Añade sus palabras como documento.
error-remedy-program = Añade un documento en su lugar.
error-kind-text = texto sin formato
error-kind-page = una página web
error-kind-pdf = un PDF
error-kind-docx = un documento de Word
error-kind-pptx = una presentación de PowerPoint
error-kind-xlsx = un libro de Excel
error-kind-csv = una tabla CSV
error-kind-epub = un libro electrónico
error-kind-eml = un correo
error-kind-rtf = un archivo de texto enriquecido
error-kind-odt = un texto de OpenDocument
error-kind-ods = una hoja de cálculo de OpenDocument
error-kind-odp = una presentación de OpenDocument
error-kind-ole = un archivo antiguo de Office
error-kind-doc = un archivo antiguo de Word (.doc)
error-kind-ppt = un archivo antiguo de PowerPoint (.ppt)
error-kind-xls = un archivo antiguo de Excel (.xls)
error-kind-zip = un archivo zip
error-kind-gzip = un archivo gzip
error-kind-archive = un archivo comprimido
error-kind-picture = una imagen
error-kind-media = un archivo de sonido o de vídeo
error-kind-program = un programa
error-csv-quote = «{ $source }» tiene una comilla sin su pareja en la fila { $count }. Corrígela, o guarda otra vez la tabla desde una hoja de cálculo, y añádelo de nuevo.
error-mail-parts = «{ $source }» contiene { $count } correos o grupos de partes, y el límite es { $most }. Guarda uno por uno los correos que contiene y añádelos.
error-mail-long = «{ $source }» tiene más partes o cabeceras más largas que un correo honrado. Guarda su texto y añade eso.
error-mail-none = «{ $source }» no es un correo: no empieza con un remitente, una fecha o un asunto. Guárdalo otra vez con el programa de correo y añade eso.
error-mail-damaged = «{ $source }» está dañado. Guárdalo otra vez con el programa de correo y añade eso.
error-mail-encrypted = «{ $source }» está cifrado. Ábrelo en el programa de correo, guarda su texto y añade eso.
error-epub-protected = «{ $source }» está protegido contra copia. Añade una copia que no lo esté, si puedes tenerla.
error-page-large = «{ $source }» contiene una página de { $size } MiB, y el límite es { $most } MiB. Divídelo, o guárdalo como texto y añade eso.
error-page-tags = «{ $source }» contiene una página de más de { $most } etiquetas. Divídelo, o guárdalo como texto y añade eso.
error-page-hostile = «{ $source }» { $reason }, como no tiene ninguna página honrada. Guárdalo como texto y añade eso.
error-page-deep = tiene más de { $count } etiquetas unas dentro de otras
error-page-attributes = tiene una etiqueta con más de { $count } atributos
error-pdf-pages = «{ $source }» tiene { $count } páginas, y el límite es { $most }. Divídelo y añade las partes.
error-pdf-pageless = «{ $source }» no tiene páginas. Expórtalo otra vez desde el programa de origen.
error-pdf-other = «{ $source }» no es un archivo PDF, diga lo que diga su nombre. Añádelo con su tipo verdadero.
error-picture-damaged = La página { $page } de «{ $source }» está dañada y no se puede dibujar. Exporta el archivo otra vez.
error-picture-none = «{ $source }» no tiene página { $page }: termina en la página { $last }. Pregunta otra vez.
error-zip-damaged = «{ $source }» está dañado o no es un archivo zip. Comprímelo otra vez y añade eso.
error-zip-much = «{ $source }» contiene demasiado: más de { $most } archivos y partes de archivos. Divídelo en varios.
error-zip-empty = «{ $source }» no contiene archivos. Añade uno que sí los contenga.
error-zip-files = «{ $source }» contiene { $count } archivos, y el límite es { $most }. Divídelo en varios.
error-zip-unpacks = «{ $source }» ocupa { $size } MiB al descomprimirse, y el límite es { $most } MiB. Divídelo en varios.
error-zip-twice = «{ $source }» está { $count } veces en el archivo comprimido. Deja solo uno.
error-zip-backslash = «{ $source }» tiene una barra invertida en el nombre. Cámbiale el nombre.
error-zip-control = «{ $source }» tiene un carácter de control en el nombre. Cámbiale el nombre.
error-zip-outside = «{ $source }» tiene un nombre que lleva fuera del archivo comprimido. Cámbiale el nombre y comprímelo otra vez.
error-zip-link = «{ $source }» es un enlace. Comprime el archivo al que lleva.
error-zip-special = «{ $source }» no es un archivo corriente. Añade una copia de su contenido.
error-zip-nested = «{ $source }» es un archivo comprimido dentro de otro. Descomprímelo y añade eso.
error-zip-protected = «{ $source }» está protegido con contraseña. Comprímelo sin ella y añádelo de nuevo.
error-zip-method = «{ $source }» está comprimido con un método poco común. Comprímelo con el habitual (deflate).
error-zip-grows = «{ $source }» crece más de { $count } veces al descomprimirse, como solo hacen los archivos hostiles. Descomprímelo y añade eso.
error-zip-part = «{ $source }» está dañado. Comprímelo otra vez y añade eso.
error-how-far = { $reason } Antes se añadieron { $done } de { $total } archivos.
error-job-tries = El trabajo { $job } se empezó { $count } veces y nunca llegó al final. Añade sus archivos uno por uno para ver cuál es la causa.
error-job-cut-short = Se interrumpió antes de que llegaran todos sus archivos. Añade de nuevo los que no estén entre los documentos.
error-disk-room = En el disco de { $folder } quedan { $size } MiB, y para añadir esto hacen falta { $most }. Haz sitio e inténtalo de nuevo; las preguntas se responden.
error-disk-stopped = El disco de { $folder } no guardó lo que se escribió: { $what }. No se escribe nada más hasta que Footnote se inicie de nuevo; ejecuta entonces «footnote doctor --deep». Las preguntas se responden.
error-file-twice = «{ $source }» está dos veces. Cambia el nombre de uno.
error-file-name = «{ $source }» tiene un nombre que no es UTF-8. Cámbiale el nombre.
error-generation-none = No hay generación { $number }. Hay: { $numbers }.
error-generation-model = La generación { $number } se hizo con el modelo { $model }, y los ajustes dicen { $named }. Pon antes FOOTNOTE_MODEL={ $wanted }.
error-model-other = El índice se hizo con el modelo { $model }, y los ajustes dicen { $named }. Ejecuta «{ $command }», o pon FOOTNOTE_MODEL={ $wanted }.
error-questions-squad = Las preguntas de { $file } no tienen la forma de SQuAD: { $what }: { $why }. Es un objeto con «data»: artículos con «title» y «paragraphs», cada uno con «context» y «qas».
error-questions-unread = Las preguntas de { $file } no se pueden leer: { $what }.
error-questions-none = No hay preguntas con que medir.

### Menús de un mensaje

find-menu = Buscar en documentos
check-menu = Comprobar con documentos
add-menu = Añadir a los documentos
no-words = En este mensaje no hay palabras que yo pueda leer.
question-cut = { $count ->
    [one] Solo se tuvo en cuenta el primer carácter del mensaje; el resto se omite.
   *[other] Solo se tuvieron en cuenta los primeros { $count } caracteres del mensaje; el resto se omite.
}
check-head = Comprobado con los documentos, frase por frase.
check-supported = **Lo apoya**:
check-contradicted = **Lo contradice**:
check-nothing = No se encontró nada.
check-left = { $count ->
    [one] No se comprobó { $count } frase más.
   *[other] No se comprobaron { $count } frases más.
}

### Botones debajo de una respuesta

quote-not-shown = Esta cita no se te puede mostrar aquí: su documento se quitó o no puedes verlo aquí.
previous-button = Anterior
next-button = Siguiente
section-button = Sección entera
quote-button = Volver a la cita
context-attached = Esto es más largo de lo que cabe en un mensaje: va adjunto entero, como { $file }.
context-elsewhere = La cita misma está en otro lugar del documento.
page-caption = { $where }. La cita está marcada en amarillo.
page-alt = { $where }. Marcado en la página: «{ $quote }»
page-gone = La página no se puede mostrar: el documento ha cambiado desde entonces o ya no está. «Comprobar» dice qué fue de la cita.
page-too-large = La imagen de la página es más grande de lo que Discord acepta aquí.
original-file = **{ $source }**, como es ahora:
original-too-large = **{ $source }** es más grande que los { $limit } MiB que Discord acepta aquí.
check-unchanged = **Sin cambios.** El documento se leyó de nuevo: es el añadido el { $since }, y estas palabras están en él.
check-moved = **El documento ha cambiado, la cita no.** La versión añadida el { $since } dice lo mismo, palabra por palabra:
check-changed = **Cambiada.** La cita no está en la versión añadida el { $since }. El pasaje más parecido dice ahora:
check-dropped = **Ya no está.** La cita no está en la versión añadida el { $since }, ni nada parecido.
check-removed = **Quitado.** El documento de esta cita ya no está aquí.
share-only-in-servers = Una respuesta solo se puede compartir en un canal de un servidor.
share-not-allowed = No puedes escribir en este canal, así que no puedo mostrar allí la respuesta por ti.
shared-already = Ya has compartido esta respuesta.
nothing-to-share = No todos en este canal pueden ver las citas de esta respuesta, así que no se puede compartir aquí.
shared-now = Compartida con el canal.
reason-button = Di por qué
reason-title = Di por qué
reason-label = ¿Qué estuvo bien o qué faltó?
reason-kept = Gracias, tu motivo se guarda para quienes cuidan de los documentos.
thanks-helpful = Gracias: guardada como útil. Puedes cambiar de opinión cuando quieras.
thanks-not-helpful = Gracias: guardada como no útil. Puedes cambiar de opinión cuando quieras.
will-be-told = Se te avisará cuando un documento responda a esta pregunta.
waiting-already = Ya estás esperando: se te avisará cuando un documento responda a esta pregunta.
answered-now = Un documento responde ahora lo que preguntaste: { $question }
removed-now = La respuesta está quitada.

### Preguntar con un formulario

panel = **Pregunta aquí a los documentos.** Respondo con sus propias palabras y digo exactamente dónde están. Pulsa el botón de abajo, o mencióname con tu pregunta.
ask-button = Preguntar
ask-title = Preguntar a los documentos
ask-question-label = ¿Qué quieres saber?
ask-who-label = ¿Quién ve la respuesta?
ask-everyone-choice = Todos en este canal
ask-me-choice = Solo yo
asked-by = { $who } pregunta:

### Hilos

ask-more-button = Preguntar más
thread-begun = Sigue preguntando aquí: pulsa el botón, mencióname, respóndeme o usa `/{ ask-command }`. Se entiende una pregunta como «¿y en 2006?» o «¿por qué?».
thread-open = Sigue preguntando en { $thread }.
thread-not-allowed = No puedo abrir un hilo aquí; quien administra el servidor puede darme permiso para crear hilos públicos y escribir en ellos.
searched-for = Se buscó: { $question }

### Settings of a server: what is wrong with a name, a value or a file

setting-unknown = «{ $name }» no es un ajuste. Los ajustes son { $known }.
setting-unknown-like = «{ $name }» no es un ajuste; ¿querías decir «{ $meant }»?
setting-wrong = «{ $name }» es «{ $value }» y debe ser { $needed }.
setting-needs-channels = números de 25 canales como máximo, separados por comas, o none
setting-needs-roles = números de 25 roles como máximo, separados por comas, o none
setting-needs-days = un número entero de 0 (para siempre) a 36500
setting-needs-yes = yes o no (en un archivo, true o false)
setting-needs-silence = strict, balanced, generous o un número de 0 a 1
setting-needs-language = discord, en, de, es o fr
setting-file-no-json = El archivo no es JSON en UTF-8. Toma uno al que se exportaron ajustes.
setting-file-other = El archivo no contiene ajustes de Footnote: necesita «footnote_settings» y «settings». Toma uno al que se exportaron ajustes.
setting-file-more = «{ $name }» junto a «settings» no se conoce. Quítalo del archivo.
setting-file-format = El archivo tiene el formato «{ $version }», y este Footnote lee { $format }. Vuelve a exportar los ajustes.

### Settings of a server

settings-command = ajustes
    .description = Lo que este servidor ha elegido: dónde respondo, quién gestiona, privacidad.
settings-show-command = mostrar
    .description = Mostrar lo que vale aquí, y cambiarlo.
settings-export-command = exportar
    .description = Guardar en un archivo lo que este servidor ha elegido.
settings-import-command = importar
    .description = Elegir lo que dice un archivo; lo que falta vuelve al valor predeterminado.
    .file = archivo
    .file-description = Un archivo al que se exportaron ajustes.
settings-places-title = Dónde respondo
settings-managers-title = Quién puede gestionar
settings-privacy-title = Privacidad
settings-silence-title = Cuándo los documentos no lo dicen
settings-language-title = Idioma de las respuestas públicas
settings-changed = Guardado. Vale desde ahora.
settings-unchanged = No ha cambiado nada.
settings-change-button = Cambiar
settings-all-channels = todos los canales
settings-channels = En { $channels }.
settings-panels = El botón *Preguntar* está en { $channels }.
settings-forums = Se responden las publicaciones nuevas en { $channels }.
settings-managers = Quien puede gestionar el servidor, y { $roles }.
settings-nobody = Quien puede gestionar el servidor, y nadie más.
settings-kept-days = { $count ->
    [one] Preguntas, respuestas, opiniones y esperas se guardan { $count } día.
   *[other] Preguntas, respuestas, opiniones y esperas se guardan { $count } días.
}
settings-kept-ever = Preguntas, respuestas, opiniones y esperas se guardan hasta que alguien quiera que se le olvide.
settings-words-kept = El texto de las preguntas se guarda con ellas.
settings-words-not-kept = El texto de las preguntas no se guarda.
settings-file-hint = `/{ settings-command } { settings-export-command }` guarda todo esto en un archivo, `/{ settings-command } { settings-import-command }` lo recupera.
settings-strict-choice = Estricto: solo lo que muy probablemente responde
settings-balanced-choice = Equilibrado
settings-generous-choice = Generoso: también lo que quizá responda
settings-number-choice = Desde indicios de { $number }
settings-discord-choice = Como dice Discord: el de quien pregunta o el del servidor
settings-english-choice = English (inglés)
settings-german-choice = Deutsch (alemán)
settings-spanish-choice = Español
settings-french-choice = Français (francés)
settings-keep-choice = Guardar el texto de las preguntas
settings-no-words-choice = No guardar texto de preguntas y borrar el guardado
settings-channels-label = Solo en estos canales (ninguno: todos)
settings-panels-label = El botón Preguntar está en
settings-forums-label = Foros cuyas publicaciones se responden
settings-managers-label = Roles que también pueden gestionar
settings-days-label = Días que se guarda; 0: para siempre
settings-words-label = El texto de las preguntas
settings-silence-label = Cuándo respondo
settings-language-label = Las respuestas públicas están en
settings-exported = Lo que este servidor ha elegido; lo que no está en el archivo es como dice quien opera el bot.
settings-file-large = El archivo es demasiado grande para ser de ajustes. Adjunta uno al que se exportaron ajustes.
only-manage-server = Solo miembros con el permiso «Gestionar servidor» pueden decir quién gestiona.
setting-no-channel = «{ $name }» nombra { $value }, que no es un canal adecuado de este servidor. Quítalo.
setting-no-forum = «{ $name }» nombra { $value }, que no es un foro de este servidor. Quítalo.
setting-no-role = «{ $name }» nombra { $value }, que no es un rol de este servidor en el que se pueda confiar. Quítalo.
answers-elsewhere = En este servidor solo respondo preguntas en { $channels }.
answers-elsewhere-unseen = En este servidor solo respondo preguntas en canales que no puedes ver.

### What is kept about people

privacy-command = privacidad
    .description = Lo que guardo sobre ti, y borrarlo.
privacy-show-command = muéstrame
    .description = Enviarme todo lo que se guarda sobre mí, en un archivo que solo veo yo.
privacy-forget-command = olvídame
    .description = Borrar todo lo que se guarda sobre mí, en todos los servidores.
nothing-kept = No se guarda nada sobre ti.
kept-attached = Todo lo que se guarda sobre ti, en todos los servidores. Las citas no están: son las palabras de los documentos.
forget-button = Olvídame
forget-asked = Todo lo que preguntaste, opinas de respuestas y esperas se borra en todos los servidores y no se puede recuperar. Los mensajes que están en Discord se quedan: *Quitar* los retira antes. Lo que cambiaste en documentos y ajustes se queda, pero no quién lo hizo.
forget-not-you = Solo tú puedes pedir que se te olvide. Usa /{ privacy-command } { privacy-forget-command }.
forgotten = **Se te ha olvidado.**
forgotten-questions = { $count ->
    [one] Se borró { $count } pregunta con su respuesta.
   *[other] Se borraron { $count } preguntas con sus respuestas.
}
forgotten-feedback = { $count ->
    [one] Se borró { $count } opinión.
   *[other] Se borraron { $count } opiniones.
}
forgotten-waiting = { $count ->
    [one] Ya no esperas { $count } respuesta.
   *[other] Ya no esperas { $count } respuestas.
}
forgotten-changes = { $count ->
    [one] { $count } entrada sobre documentos y ajustes ya no te nombra.
   *[other] { $count } entradas sobre documentos y ajustes ya no te nombran.
}
help-settings = `/{ settings-command } { settings-show-command }` Elegir dónde respondo, quién puede gestionar y cuánto se guardan las respuestas
help-privacy = `/{ privacy-command } { privacy-show-command }` y `/{ privacy-command } { privacy-forget-command }` Ver lo que se guarda sobre ti, o hacer que se borre.
