"""What the program says to whoever runs it, in Spanish: see `rag.text.program`."""

from __future__ import annotations

__all__ = ["PROGRAM"]

_HELP = {
    "Usage: ": "Uso: ",
    "Arguments": "Argumentos",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "required": "obligatorio",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Answers questions about an archive of articles, and proves every sentence with their exact words.": (
        "Responde a preguntas sobre un archivo de artículos y prueba cada frase con sus palabras exactas."
    ),
    "Print one JSON document.": "Escribe un documento JSON.",
    "A question, in any language.": "Una pregunta, en cualquier idioma.",
    "Folders or files; those indexed already when none is named.": (
        "Carpetas o archivos; los que ya están en el índice si no se nombra ninguno."
    ),
    "Serve the page in which the archive is asked, and open it in a browser.": (
        "Sirve la página en la que se pregunta al archivo y la abre en un navegador."
    ),
    "Serve the archive to other programs, such as editors and assistants, over MCP (standard input and output).": (
        "Sirve el archivo a otros programas, como editores y asistentes, por MCP (entrada y salida estándar)."
    ),
    "Address to serve the page on.": "Dirección en la que se sirve la página.",
    "Port of the page; 0: any.": "Puerto de la página; 0: cualquiera.",
    "Do not open a browser.": "No abre el navegador.",
    "Ask for a name and a password; see `users`.": "Pide un nombre y una contraseña; véase `users`.",
    "Serve other machines without a login, whoever reaches the port.": (
        "Sirve a otras máquinas sin contraseña, a quien alcance el puerto."
    ),
    "Say who may log in to the page; a password is typed, or read from standard input.": (
        "Dice quién puede entrar en la página; la contraseña se teclea, o se lee de la entrada estándar."
    ),
    "add, remove, list or password": "add (añadir), remove (quitar), list (listar) o password (cambiar la contraseña)",
    "Of a user; not for list.": "De un usuario; no con list.",
    "Make the index mirror folders of articles, in text, HTML, PDF, office files, books, exports, feeds or archives."
    "\n\nExit status: 0 all was indexed, 1 some files failed.": (
        "Pone el índice al día con carpetas de artículos: en texto, HTML, PDF, documentos de oficina, libros, "
        "exportaciones, canales RSS o archivos comprimidos.\n\nEstado de salida: 0 se indexó todo, 1 algo falló."
    ),
    "Prove that the index agrees with the articles read; nothing is changed.": (
        "Comprueba en su lugar que el índice coincide con los artículos leídos; no cambia nada."
    ),
    "Files or folders, or articles as they are cited.": "Archivos o carpetas, o artículos tal como se citan.",
    "All that was edited or deleted since, whatever its path.": (
        "Todo lo que se ha cambiado o borrado desde entonces, esté donde esté."
    ),
    "Take articles off the disk for good, every version: old citations no longer find their words.": (
        "Borra artículos del disco para siempre, en todas sus versiones: las citas antiguas ya no hallan sus palabras."
    ),
    "A new file.": "Un archivo nuevo.",
    "Copy the ledger, from which all else is made, while it is in use.": (
        "Copia el registro, del que se hace todo lo demás, mientras se usa."
    ),
    "What `backup` has written.": "Lo que ha escrito `backup`.",
    "Put a copy in the place of the ledger.": "Pone una copia en el lugar del registro.",
    "Draft cases for `eval accept` from what readers of the page said of answers and citations.": (
        "Prepara borradores para `eval accept` con lo que los lectores de la página dijeron de respuestas y citas."
    ),
    "Make anew what is derived from the ledger, if wrong.": "Rehace lo que se deriva del registro, si está mal.",
    "Published since 2024, 2024-03 or 2024-03-05.": "Publicado desde 2024, 2024-03 o 2024-03-05.",
    "Published until then, that day, month or year too.": "Publicado hasta entonces, incluido ese día, mes o año.",
    "The newspaper, agency or site.": "El periódico, la agencia o el sitio.",
    "Who wrote it.": "Quién lo escribió.",
    "Part of the newspaper.": "Sección del periódico.",
    "Of the article, such as es.": "Del artículo, como es.",
    "Search for «noticias de mayo» or «según EFE» as words, do not filter by them.": (
        "Busca «noticias de mayo» o «según EFE» como palabras, sin filtrar por ellas."
    ),
    "With --json: how the answer came about, as `trace`.": "Con --json: cómo se llegó a la respuesta, en `trace`.",
    "--trace is told as JSON: `hemeroteca ask QUESTION --json --trace`.": (
        "--trace se dice en JSON: `hemeroteca ask PREGUNTA --json --trace`."
    ),
    "Read and embed in so many processes, with Ray.": "Lee y calcula vectores en tantos procesos, con Ray.",
    "Read every file, those too whose size and time have not changed.": (
        "Lee todos los archivos, también los que conservan su tamaño y su hora."
    ),
    "Embed every article again, after a change of the embedding model.": (
        "Calcula de nuevo los vectores de todos los artículos, tras cambiar el modelo de embeddings."
    ),
    "Take the named paths out of the index instead; the files stay.": (
        "Saca del índice las rutas nombradas; los archivos se quedan donde están."
    ),
    "Stay, and index whatever changes in the folders until interrupted.": (
        "Se queda y pone al día lo que cambie en las carpetas, hasta que se interrumpa."
    ),
    "What a field of an export holds: title=headline.": ("Qué contiene un campo de una exportación: title=titular."),
    "Name every file that is passed over.": "Nombra todos los archivos pasados por alto.",
    "Print the passages that bear on a question, best first.": (
        "Muestra los pasajes que tratan de una pregunta, los mejores primero."
    ),
    "Passages to show.": "Pasajes que se muestran.",
    "Answer a question, each sentence with the numbers of the words that prove it.\n\n"
    "Exit status: 0 answered, 3 the archive does not say, 1 failed. Of a file of questions: 0 each has its answer, be "
    "it\nthat the archive does not say, 1 some failed.": (
        "Responde a una pregunta, cada frase con los números de las palabras que la prueban.\n\n"
        "Estado de salida: 0 hay respuesta, 3 el archivo no lo dice, 1 falló. De un archivo de preguntas: 0 cada una "
        "tiene su respuesta, aunque sea que el archivo no lo dice, 1 alguna falló."
    ),
    "Answer each question of a file (CSV, JSON lines, or a line each) into another (.jsonl or .csv), going on where a "
    "run before has ended.": (
        "Responde a cada pregunta de un archivo (CSV, líneas JSON o una por línea) en otro (.jsonl o .csv), y sigue "
        "donde acabó la vez anterior."
    ),
    "Serve the archive to programs: search, answers and verdicts over HTTP, in OpenAI's protocol too.": (
        "Sirve el archivo a programas: búsqueda, respuestas y veredictos por HTTP, también en el protocolo de OpenAI."
    ),
    "Address to serve on.": "Dirección en la que se sirve.",
    "Port; 0: any.": "Puerto; 0: cualquiera.",
    "Serve the page too.": "Sirve también la página.",
    "Ask for keys, see `keys`, and on the page for a login, see `users`.": (
        "Pide claves, véase `keys`, y en la página una contraseña, véase `users`."
    ),
    "Serve other machines without keys, whoever reaches the port.": (
        "Sirve a otras máquinas sin claves, a quien alcance el puerto."
    ),
    "Write a line for each request.": "Escribe una línea por cada petición.",
    "add, revoke, forget or list": "add (crear), revoke (anular), forget (olvidar) o list (listar)",
    "Of a user or a program; to revoke also the id of a key; to forget only of a program; not for list.": (
        "De un usuario o un programa; para anular, también el id de una clave; para olvidar, solo de un programa; no "
        "para list."
    ),
    "Make the keys by which programs use `serve`, and revoke them; a key is shown once.": (
        "Crea las claves con las que los programas usan `serve`, y las anula; cada clave se muestra una vez."
    ),
    "Measure retrieval, speed and memory (the same as `python -m eval`).": (
        "Mide la búsqueda, la velocidad y la memoria (lo mismo que `python -m eval`)."
    ),
    "list or pull": "list (listar) o pull (descargar)",
    "List the default models and where they lie, or fetch what is missing.": (
        "Dice dónde están los modelos de serie, o descarga los que faltan."
    ),
    "Check this machine, the models, the index and the endpoint, and say what to do about what is wrong.": (
        "Revisa esta máquina, los modelos, el índice y el servidor de modelos, y dice qué hacer con lo que falla."
    ),
}

_USAGE = {
    "Missing argument '{name}'.": "falta el argumento «{name}».",
    "Missing option '{name}'.": "falta la opción «{name}».",
    "Missing command.": "falta la orden.",
    "Got unexpected extra argument(s) ({value})": "sobran argumentos: {value}",
    "No such command '{name}'. Did you mean {near}?": "no hay ninguna orden «{name}». ¿Quizá {near}?",
    "No such command '{name}'.": "no hay ninguna orden «{name}».",
    "No such option: {name} (Possible options: {near})": "no hay ninguna opción {name}; las más parecidas: {near}",
    "No such option: {name}": "no hay ninguna opción {name}",
    "Option '{name}' requires an argument.": "la opción {name} necesita un valor.",
    "Option '{name}' does not take a value.": "la opción {name} no lleva valor.",
    "Invalid value for '{name}': {fault}": "el valor de {name} no sirve: {fault}",
    "Input should be a valid integer, unable to parse string as an integer": "ha de ser un número entero",
    "Input should be a valid integer": "ha de ser un número entero",
    "Input should be a valid number, unable to parse string as a number": "ha de ser un número",
    "Input should be a valid boolean, unable to interpret input": "ha de ser true o false",
    "Input should be a valid string": "ha de ser un texto",
    "Input should be a valid tuple": "ha de ser una lista",
    "Input should be greater than or equal to {least}": "ha de ser {least} o más",
    "Input should be greater than {least}": "ha de ser más de {least}",
    "Input should be less than or equal to {most}": "ha de ser {most} o menos",
    "Input should be {one} or {other}": "ha de ser {one} o {other}",
    "there is no action {action}: use one of {actions}.": "no hay ninguna acción {action}: usa una de {actions}.",
    "`hemeroteca users {action}` takes no name.": "`hemeroteca users {action}` no lleva nombre.",
    "`hemeroteca users {action}` takes the name of a user.": (
        "`hemeroteca users {action}` lleva el nombre de un usuario."
    ),
    "{name} may log in now.": "{name} ya puede entrar.",
    "{name} can log in no more, and is out wherever that was; conversations deleted: {number}.": (
        "{name} ya no puede entrar, y ha quedado fuera dondequiera que estuviera; conversaciones borradas: {number}."
    ),
    "conversations kept without a name, since answers were judged in them: {number}; `hemeroteca feedback` makes "
    "drafts of that and deletes them.": (
        "conversaciones guardadas sin nombre, porque en ellas se juzgaron respuestas: {number}; `hemeroteca feedback` "
        "hace borradores de ello y las borra."
    ),
    "{name} has a new password, and has to log in again.": ("{name} tiene otra contraseña, y ha de entrar de nuevo."),
    "There is no user yet, so nobody can log in: `hemeroteca users add NAME` adds one.": (
        "Todavía no hay ningún usuario, así que nadie puede entrar: `hemeroteca users add NOMBRE` añade uno."
    ),
    "`hemeroteca keys {action}` takes no name.": "`hemeroteca keys {action}` no lleva nombre.",
    "`hemeroteca keys {action}` takes a name.": "`hemeroteca keys {action}` lleva un nombre.",
    "Key of {name}, shown this once:": "Clave de {name}, que solo se muestra esta vez:",
    "Revoked: {id}… of {name}.": "Anulada: {id}…, de {name}.",
    "What {name} has asked is kept, for its next key: `hemeroteca keys forget NAME` deletes it.": (
        "Lo que ha preguntado {name} se guarda, para su próxima clave: `hemeroteca keys forget NOMBRE` lo borra."
    ),
    "What {name} had asked is forgotten; conversations deleted: {number}.": (
        "Lo que había preguntado {name} está olvidado; conversaciones borradas: {number}."
    ),
    "there is no program {name} that has a key or has asked anything: `hemeroteca keys list` says which have keys.": (
        "no hay ningún programa {name} que tenga clave o haya preguntado algo: `hemeroteca keys list` dice cuáles "
        "tienen clave."
    ),
    "There is no key yet, so no program can ask: `hemeroteca keys add NAME` makes one.": (
        "Todavía no hay ninguna clave, así que ningún programa puede preguntar: `hemeroteca keys add NOMBRE` crea una."
    ),
    "there is no key {name}, and none of anybody of that name: `hemeroteca keys list` says which there are.": (
        "no hay ninguna clave {name}, ni de nadie que se llame así: `hemeroteca keys list` dice cuáles hay."
    ),
    "Password of {name}:": "Contraseña de {name}:",
    "Once more:": "Otra vez:",
    "the two passwords are not the same: try again.": "las dos contraseñas no son iguales: prueba otra vez.",
    "there is a user {name} already: choose another name, or change the password with `hemeroteca users password`.": (
        "ya hay un usuario {name}: elige otro nombre, o cambia la contraseña con `hemeroteca users password`."
    ),
    "there is no user {name}: `hemeroteca users list` says which there are.": (
        "no hay ningún usuario {name}: `hemeroteca users list` dice cuáles hay."
    ),
    "{name} cannot be the name of a user: write 1 to {limit} letters or figures, with spaces or any of . @ ' - _ "
    "behind the first.": (
        "{name} no puede ser el nombre de un usuario: escribe de 1 a {limit} letras o cifras, con espacios o "
        "cualquiera de . @ ' - _ detrás de la primera."
    ),
    "the password has {length} characters: choose one of {least} to {most}.": (
        "la contraseña tiene {length} caracteres: elige una de {least} a {most}."
    ),
    "host = {host} lets other machines reach the page, and it asks for no login: use `--login`, with users of "
    "`hemeroteca users add NAME`, or `--open-to-all` if whoever reaches it may read and ask.": (
        "host = {host} deja que otras máquinas lleguen a la página, y no pide contraseña: usa `--login`, con usuarios "
        "de `hemeroteca users add NOMBRE`, o `--open-to-all` si quien llegue a ella puede leer y preguntar."
    ),
    "there is no action {action}: use `hemeroteca models list` or `hemeroteca models pull`.": (
        "no hay ninguna acción {action}: usa `hemeroteca models list` o `hemeroteca models pull`."
    ),
    "name the paths to take out of the index: `hemeroteca index --forget FOLDER`.": (
        "nombra las rutas que hay que sacar del índice: `hemeroteca index --forget CARPETA`."
    ),
    "the question has no word: ask, for example, {example}.": (
        "la pregunta no tiene ninguna palabra: prueba, por ejemplo, {example}."
    ),
    "the question {question} has no word: ask with at least one.": (
        "la pregunta {question} no tiene ninguna palabra: pregunta con una al menos."
    ),
    "the question has {length} characters and there is room for {limit}: shorten it.": (
        "la pregunta tiene {length} caracteres y caben {limit}: acórtala."
    ),
    "the text has no word: give at least one sentence.": ("el texto no tiene ninguna palabra: da al menos una frase."),
    "the text has {length} characters and there is room for {limit}: check it in parts.": (
        "el texto tiene {length} caracteres y caben {limit}: compruébalo por partes."
    ),
    "the text has {number} sentences and there is room for {limit}: check it in parts.": (
        "el texto tiene {number} frases y caben {limit}: compruébalo por partes."
    ),
    "k is {k}: ask for 1 to {most} passages.": "k es {k}: pide de 1 a {most} pasajes.",
    "there is nothing from {start} to {end} in an article of {length} characters: give a start before the end, both "
    "within it.": (
        "no hay nada de {start} a {end} en un artículo de {length} caracteres: da un principio anterior al final, los "
        "dos dentro de él."
    ),
    "no article has the id {id}: take it from a search or from a citation of an answer.": (
        "ningún artículo tiene el id {id}: tómalo de una búsqueda o de una cita de una respuesta."
    ),
    "the packages for MCP are not installed: pip install 'hemeroteca[mcp]'.": (
        "faltan los paquetes para MCP: pip install 'hemeroteca[mcp]'."
    ),
    "{option} and {other} exclude each other: run the one, then the other.": (
        "{option} y {other} se excluyen: ejecuta una orden y luego la otra."
    ),
    "name what to erase: `hemeroteca erase PATH`, or `hemeroteca erase --old-versions`.": (
        "di qué hay que borrar: `hemeroteca erase RUTA`, o `hemeroteca erase --old-versions`."
    ),
    "{option} {value} is no date: write a year, a month or a day as 2024, 2024-03 or 2024-03-05.": (
        "{option} {value} no es una fecha: escribe un año, un mes o un día, como 2024, 2024-03 o 2024-03-05."
    ),
    "{option} {value} is in no calendar: write a day that there is, such as 2024-03-05.": (
        "{option} {value} no está en ningún calendario: escribe un día que exista, como 2024-03-05."
    ),
    "--until {last} lies before --since {first}: no day is between them; exchange the two.": (
        "--until {last} es anterior a --since {first}: no hay ningún día entre los dos; intercámbialos."
    ),
    "--language {value} is no language that is known, nor one of the archive, which has {held}.": (
        "--language {value} no es ningún idioma conocido ni del archivo, que tiene {held}."
    ),
    "--language {value} is no language: write its code, such as es or en.": (
        "--language {value} no es ningún idioma: escribe su código, como es o en."
    ),
    "the page that was answering has ended: ask again.": "la página que respondía ha terminado: pregunta otra vez.",
    "the output could not be written: {reason}.": "no se pudo escribir la salida: {reason}.",
}

_REPORTS = {
    "{added}, {updated}, {deleted}, {unchanged} unchanged; {chunks} in the index ({seconds} s)": (
        "{added}, {updated}, {deleted}, {unchanged} sin cambios; {chunks} en el índice ({seconds} s)"
    ),
    "1 new": "1 nuevo",
    "{number} new": "{number} nuevos",
    "1 changed": "1 cambiado",
    "{number} changed": "{number} cambiados",
    "1 removed": "1 retirado",
    "{number} removed": "{number} retirados",
    "1 passage": "1 pasaje",
    "{number} passages": "{number} pasajes",
    "articles of the index without a known date, which filters by time do not find: {number}": (
        "artículos del índice sin fecha conocida, que los filtros por fecha no encuentran: {number}"
    ),
    "not indexed: {source}: {reason}": "no indexado: {source}: {reason}",
    "passed over: {source}: {reason}": "pasado por alto: {source}: {reason}",
    "passed over: {number} × {reason} ({names}…)": "pasados por alto: {number} × {reason} ({names}…)",
    "`--verbose` names every file that was passed over.": "`--verbose` nombra todos los archivos pasados por alto.",
    "note: {source}: {note}": "nota: {source}: {note}",
    "Indexing articles": "Indexando artículos",
    "{done} of {total} files are in the index already; going on with the rest.": (
        "{done} de {total} archivos ya están en el índice; se sigue con el resto."
    ),
    "1 article": "1 artículo",
    "{number} articles": "{number} artículos",
    "1 old version": "1 versión antigua",
    "{number} old versions": "{number} versiones antiguas",
    "{articles}, {passages}, {versions}": "{articles}, {passages}, {versions}",
    "{articles}, {passages}, {versions}: ledger, Chroma and tantivy agree, nothing of a "
    "deleted article is left in them, and each article has its file; files that are not indexed yet were not looked "
    "for": (
        "{articles}, {passages}, {versions}: el registro, Chroma y tantivy "
        "coinciden, nada de un artículo borrado queda en ellos y cada artículo tiene su archivo; no se ha mirado si "
        "hay archivos aún sin indexar"
    ),
    "the ledger's file is damaged: put a backup in its place with `hemeroteca restore FILE`": (
        "el archivo del registro está dañado: pon una copia en su lugar con `hemeroteca restore ARCHIVO`"
    ),
    "{number} passages have no vector that can be used: run `hemeroteca index --rebuild`": (
        "{number} pasajes no tienen un vector que sirva: ejecuta `hemeroteca index --rebuild`"
    ),
    "{number} {index} are missing: run `hemeroteca doctor --mend`": (
        "faltan {number} {index}: ejecuta `hemeroteca doctor --mend`"
    ),
    "{number} {index} are of no article that is there: run `hemeroteca doctor --mend`": (
        "sobran {number} {index}, de artículos que ya no están: ejecuta `hemeroteca doctor --mend`"
    ),
    "passages of the index of meanings": "pasajes del índice de significados",
    "passages of the index of words": "pasajes del índice de palabras",
    "passages of the columns for filters": "pasajes de las columnas para filtros",
    "1 passage has no vector that can be used: run `hemeroteca index --rebuild`": (
        "1 pasaje no tiene un vector que sirva: ejecuta `hemeroteca index --rebuild`"
    ),
    "1 {index} is missing: run `hemeroteca doctor --mend`": "falta 1 {index}: ejecuta `hemeroteca doctor --mend`",
    "1 {index} is of no article that is there: run `hemeroteca doctor --mend`": (
        "sobra 1 {index}, de un artículo que ya no está: ejecuta `hemeroteca doctor --mend`"
    ),
    "passage of the index of meanings": "pasaje del índice de significados",
    "passage of the index of words": "pasaje del índice de palabras",
    "passage of the columns for filters": "pasaje de las columnas para filtros",
    "1 article whose file is not in its folder any more: run `hemeroteca index`": (
        "1 artículo cuyo archivo ya no está en su carpeta: ejecuta `hemeroteca index`"
    ),
    "1 file that has changed since it was read: run `hemeroteca index`": (
        "1 archivo que ha cambiado desde que se leyó: ejecuta `hemeroteca index`"
    ),
    "{number} articles whose file is not in its folder any more: run `hemeroteca index`": (
        "{number} artículos cuyo archivo ya no está en su carpeta: ejecuta `hemeroteca index`"
    ),
    "{number} files that have changed since they were read: run `hemeroteca index`": (
        "{number} archivos que han cambiado desde que se leyeron: ejecuta `hemeroteca index`"
    ),
    "1 version of an article erased": "1 versión de un artículo borrada",
    "{number} versions of articles erased": "{number} versiones de artículos borradas",
    "{source} holds the same text and stays": "{source} tiene el mismo texto y se queda",
    "{file} is still there: what it holds is indexed again as soon as it is read again": (
        "{file} sigue ahí: lo que contiene se indexará otra vez en cuanto se vuelva a leer"
    ),
    "bytes may be left in the files of the server, its logs and backups, until it clears them": (
        "puede que queden bytes en los archivos del servidor, sus registros y sus copias, hasta que los limpie"
    ),
    "{file}: {size} bytes; Chroma and tantivy are made anew from it.": (
        "{file}: {size} bytes; Chroma y tantivy se rehacen a partir de él."
    ),
    "{file} is the ledger now; run `hemeroteca index` to bring it up to the folders.": (
        "{file} es ahora el registro; ejecuta `hemeroteca index` para ponerlo al día con las carpetas."
    ),
    "{number} questions that readers judged are drafts in {file}: `hemeroteca eval accept` shows them.": (
        "{number} preguntas que valoraron los lectores son borradores en {file}: `hemeroteca eval accept` los muestra."
    ),
    "an article that this answer showed has been erased.": "un artículo que esta respuesta mostraba se ha borrado.",
    "no reader has judged an answer since the last time.": (
        "ningún lector ha valorado una respuesta desde la última vez."
    ),
    "Watching {folders}; Ctrl+C ends it.": "Vigilando {folders}; Ctrl+C lo termina.",
    "{rate} articles/s": "{rate} artículos/s",
    "Ready.": "Lista.",
    "The archive is empty: index a folder of articles with `hemeroteca index FOLDER`, from another terminal too, or "
    "add some in the page.": (
        "El archivo está vacío: indexa una carpeta de artículos con `hemeroteca index CARPETA`, también desde otra "
        "terminal, o añádelos en la página."
    ),
    "not here: run `hemeroteca models pull`": "no está aquí: ejecuta `hemeroteca models pull`",
    "ch. {label}": "cap. {label}",
    "in other words": "en otras palabras",
    "only partly supported": "respaldo solo parcial",
    "the archive says otherwise": "el archivo dice otra cosa",
    "not supported": "sin respaldo",
}

_SERVICE = {
    "there is nothing here: /api/openapi.json says what there is.": (
        "aquí no hay nada: /api/openapi.json dice qué hay."
    ),
    "this is not done by that method: /api/openapi.json says which.": (
        "esto no se hace con ese método: /api/openapi.json dice con cuál."
    ),
    "this service is not called so: the setting `allowed_hosts` says by which names it is.": (
        "este servicio no se llama así: el ajuste `allowed_hosts` dice qué nombres tiene."
    ),
    "no page of another site may ask here.": "aquí no puede preguntar ninguna página de otro sitio.",
    "a key is needed, as `Authorization: Bearer …`: `hemeroteca keys add NAME` makes one; this is none, or was "
    "revoked.": (
        "hace falta una clave, como `Authorization: Bearer …`: `hemeroteca keys add NOMBRE` crea una; esta no lo es, o "
        "se ha anulado."
    ),
    "what you send is larger than {most} bytes, which is the most that is read.": (
        "lo que envías pasa de {most} bytes, que es lo más que se lee."
    ),
    "what you send comes too slowly to be waited for: send it again.": (
        "lo que envías llega demasiado despacio para esperarlo: envíalo otra vez."
    ),
    "nothing is added here: the setting `upload_files` says so.": (
        "aquí no se añade nada: así lo dice el ajuste `upload_files`."
    ),
    "too much was sent in a minute: try again in {wait} seconds.": (
        "se ha enviado demasiado en un minuto: prueba dentro de {wait} segundos."
    ),
    "too much waits to be indexed: try again in {wait} seconds.": (
        "hay demasiado esperando a indexarse: prueba dentro de {wait} segundos."
    ),
    "{where}: {fault}. The OpenAPI document says what fits.": "{where}: {fault}. El documento OpenAPI dice qué vale.",
    "the request: {fault}. The OpenAPI document says what fits.": (
        "la petición: {fault}. El documento OpenAPI dice qué vale."
    ),
    "Field required": "falta este campo",
    "Extra inputs are not permitted": "no existe este campo",
    "JSON decode error": "no es JSON",
    "String should have at least {number} character": "ha de tener al menos {number} carácter",
    "String should have at most {number} characters": "ha de tener como mucho {number} caracteres",
    "List should have at least {number} item after validation, not {count}": (
        "ha de tener al menos {number} elemento, y tiene {count}"
    ),
    "List should have at most {number} items after validation, not {count}": (
        "ha de tener como mucho {number} elementos, y tiene {count}"
    ),
    "Input should be a valid boolean": "ha de ser `true` o `false`",
    "Input should be a valid list": "ha de ser una lista",
    "Input should be a valid dictionary or object to extract fields from": "ha de ser un objeto de JSON",
    "the archive is still being opened: try again in a few seconds.": (
        "el archivo todavía se está abriendo: prueba dentro de unos segundos."
    ),
    "the answer was stopped, since the service is ending: ask again once it is up.": (
        "la respuesta se ha detenido porque el servicio está terminando: pregunta otra vez cuando vuelva."
    ),
    "too many questions in a minute: try again in {wait} seconds.": (
        "demasiadas preguntas en un minuto: prueba dentro de {wait} segundos."
    ),
    "{most} questions are being answered: try again in a few seconds.": (
        "se están respondiendo {most} preguntas: prueba dentro de unos segundos."
    ),
    "something broke here: the log says what.": "algo se ha roto aquí: el registro dice qué.",
    "a conversation has its own history: give one of the two.": (
        "una conversación tiene ya su historia: da una de las dos cosas."
    ),
    "there is no conversation {place}: /api/conversations lists yours.": (
        "no hay ninguna conversación {place}: /api/conversations lista las tuyas."
    ),
    "there is no passage {id} in any article that is searched.": (
        "no hay ningún pasaje {id} en los artículos en los que se busca."
    ),
    "there is no article {id}: /api/articles lists them.": ("no hay ningún artículo {id}: /api/articles los lista."),
    "there is no article {id} that is searched: /api/articles lists them.": (
        "no hay ningún artículo {id} en el que se busque: /api/articles los lista."
    ),
    "there is no model {model}: /v1/models lists them.": "no hay ningún modelo {model}: /v1/models los lista.",
    "the last message is to be a user's, with a question in it.": (
        "el último mensaje ha de ser de un usuario y contener una pregunta."
    ),
    "responses are not kept here: send the messages before in `input`, and wait.": (
        "aquí no se guardan respuestas: envía los mensajes anteriores en `input`, y espera."
    ),
    "there is no file: send them as multipart/form-data, each as a part named `files`.": (
        "no hay ningún archivo: envíalos como multipart/form-data, cada uno en una parte llamada `files`."
    ),
    "there is no such answer, or it has no such citation.": "no hay tal respuesta, o no tiene esa cita.",
}

_DOCTOR = {
    "python: {found}": "python: {found}",
    "disk: {found}": "disco: {found}",
    "memory: {found}": "memoria: {found}",
    "model: {found}": "modelo: {found}",
    "endpoint: {found}": "servidor de modelos: {found}",
    "index: {found}": "índice: {found}",
    "calibration: {found}": "calibración: {found}",
    "ledger: {found}": "registro: {found}",
    "format {number}, in {place}, {versions} old versions": (
        "formato {number}, en {place}, {versions} versiones antiguas"
    ),
    "format {number}, in {place}, {versions} old versions, Chroma and tantivy agree with it, "
    "each article has its file": (
        "formato {number}, en {place}, {versions} versiones antiguas; Chroma y tantivy coinciden con él, "
        "cada artículo tiene su archivo"
    ),
    "format {number}, at a server, {versions} old versions": (
        "formato {number}, en un servidor, {versions} versiones antiguas"
    ),
    "format {number}, at a server, {versions} old versions, Chroma and tantivy agree with it, "
    "each article has its file": (
        "formato {number}, en un servidor, {versions} versiones antiguas; Chroma y tantivy coinciden con él, "
        "cada artículo tiene su archivo"
    ),
    "folder: {found}": "carpeta: {found}",
    "port: {found}": "puerto: {found}",
    "{version}; Python 3.11 or later is needed": "{version}; hace falta Python 3.11 o posterior",
    "{free} GB free for the models in {place}; make room, or set HEMEROTECA_CACHE_DIR to another disk": (
        "{free} GB libres para los modelos en {place}; haz sitio, o pon HEMEROTECA_CACHE_DIR en otro disco"
    ),
    "{free} GB free for the models in {place}": "{free} GB libres para los modelos en {place}",
    "this system does not say how much is free": "este sistema no dice cuánta queda libre",
    "{free} GB free; the language model may not fit: set HEMEROTECA_LLM=off or close something": (
        "{free} GB libres; puede que el modelo de lenguaje no quepa: pon HEMEROTECA_LLM=off o cierra algo"
    ),
    "{free} GB free": "{free} GB libres",
    "{model} is here": "{model} está aquí",
    "{model} is missing: run `hemeroteca models pull`": "falta {model}: ejecuta `hemeroteca models pull`",
    "embedding: {found}": "embeddings: {found}",
    "by torch, since the model cannot be exported ({reason})": (
        "los calcula torch, porque el modelo no se puede exportar ({reason})"
    ),
    "by torch: with weights of eight bits it is {rate} times as fast as torch here, cosine to its vectors at least "
    "{cosine}": (
        "los calcula torch: con pesos de ocho bits va {rate} veces tan rápido como torch en esta máquina, y el coseno "
        "con los suyos es al menos {cosine}"
    ),
    "by onnxruntime with weights of eight bits: {rate} times as fast as torch here, cosine to its vectors at least "
    "{cosine}": (
        "los calcula onnxruntime con pesos de ocho bits: {rate} veces tan rápido como torch en esta máquina, coseno "
        "con los suyos al menos {cosine}"
    ),
    "does not answer as an OpenAI-compatible endpoint ({error}): check llm_base_url": (
        "no responde como un servidor compatible con OpenAI ({error}): revisa llm_base_url"
    ),
    "serves {model}": "sirve {model}",
    "does not serve {model}, but {others}": "no sirve {model}, sino {others}",
    "tells at {path} {context} tokens of context": "dice en {path} {context} tokens de contexto",
    "does not tell its context": "no dice su contexto",
    "reads about {reads} and writes about {writes} tokens a second": (
        "lee unos {reads} y escribe unos {writes} tokens por segundo"
    ),
    "reads about {reads} tokens a second": "lee unos {reads} tokens por segundo",
    "thinks before it answers": "piensa antes de responder",
    "is shown {evidence} tokens of evidence": "se le muestran {evidence} tokens de pruebas",
    "none yet in {place}: run `hemeroteca index FOLDER`": "aún no hay en {place}: ejecuta `hemeroteca index CARPETA`",
    "cannot be opened without the embedding model: run `hemeroteca models pull`": (
        "no se puede abrir sin el modelo de embeddings: ejecuta `hemeroteca models pull`"
    ),
    "{place} has gone: index it again or use --forget": "{place} ya no está: indéxala otra vez o usa --forget",
    "{articles} articles, {passages} passages": "{articles} artículos, {passages} pasajes",
    "fitted for this embedding model, in {file}": "ajustada para este modelo de embeddings, en {file}",
    "the one delivered for this embedding model": "la que viene con el programa para este modelo de embeddings",
    "none is known for this embedding model, so conservative rules decide: words, figures and "
    "names, and nothing is proven across languages; `hemeroteca eval fit` makes one": (
        "no se conoce ninguna para este modelo de embeddings, así que se decide con prudencia: por palabras, cifras y "
        "nombres, y no se prueba nada entre idiomas; `hemeroteca eval fit` hace una"
    ),
    "{told}; the one in {file} is of another model and is left aside": (
        "{told}; la de {file} es de otro modelo y se deja de lado"
    ),
    "{port} of {host} cannot be used ({reason}): choose another with --port": (
        "el {port} de {host} no se puede usar ({reason}): elige otro con --port"
    ),
    "{port} is free": "el {port} está libre",
}

_SETTINGS = {
    "settings: {faults}. The table in the README lists them all.": (
        "ajustes: {faults}. La tabla del README los recoge todos."
    ),
    "there is no setting {name} (the nearest is {near})": "no hay ningún ajuste {name} (el más parecido es {near})",
    "there is no setting {name}": "no hay ningún ajuste {name}",
    "{setting} = {value}: {fault}": "{setting} = {value}: {fault}",
    "{role} is given no name: write it as title=headline": "a {role} le falta el nombre: escríbelo como title=titular",
    "{role} is nothing that a field can hold: write one of {roles}": (
        "{role} no es nada que contenga un campo: escribe uno de estos: {roles}"
    ),
    "there is no user {user}: write the whole path": "no hay ningún usuario {user}: escribe la ruta entera",
    "no path holds a NUL character": "ninguna ruta lleva un carácter nulo",
    "evidence_tokens ({evidence}) + answer_tokens ({answer}) + 600 for the instructions and the question do not fit "
    "llm_context ({context})": (
        "evidence_tokens ({evidence}) + answer_tokens ({answer}) + 600 para las instrucciones y la pregunta no "
        "caben en "
        "llm_context ({context})"
    ),
    "llm_base_url is set but llm_model is not: name the model of the endpoint": (
        "llm_base_url está puesto pero llm_model no: nombra el modelo del servidor"
    ),
    "{file} cannot be read: {reason}. It must be UTF-8 TOML with lines `name = value`.": (
        "{file} no se puede leer: {reason}. Ha de ser TOML en UTF-8, con líneas `nombre = valor`."
    ),
    "{file} is no calibration of this version ({reason}): delete it, or fit it anew with `hemeroteca eval fit`.": (
        "{file} no es una calibración de esta versión ({reason}): bórrala, o ajústala otra vez con `hemeroteca "
        "eval fit`."
    ),
    "host = {host} is not an address of this machine: use 127.0.0.1.": (
        "host = {host} no es una dirección de esta máquina: usa 127.0.0.1."
    ),
    "port {port} of {host} cannot be taken ({reason}): choose another with `{command}`, or `--port 0` for any that "
    "is free.": (
        "el puerto {port} de {host} no se puede ocupar ({reason}): elige otro con `{command}`, o `--port 0` para "
        "cualquiera que esté libre."
    ),
}

_FILES = {
    "{place} does not exist: name a folder of articles, or one of them.": (
        "{place} no existe: nombra una carpeta de artículos, o uno de ellos."
    ),
    "{place} holds no article: put files there that are read ({kinds}), or name another folder.": (
        "{place} no contiene ningún artículo: pon allí archivos que se lean ({kinds}), o nombra otra carpeta."
    ),
    "{place} holds no article ({number} passed over: {counted}): put files there that are read ({kinds}), or name "
    "another folder.": (
        "{place} no contiene ningún artículo ({number} pasados por alto: {counted}): pon allí archivos que se lean "
        "({kinds}), o nombra otra carpeta."
    ),
    "{number} × {reason}": "{number} × {reason}",
    "{place} is not an article: {reason}. What is read: {kinds}, and folders of them.": (
        "{place} no es un artículo: {reason}. Se lee esto: {kinds}, y carpetas que lo contengan."
    ),
    "{place} cannot be read: {reason}. Grant access to it or name another folder.": (
        "{place} no se puede leer: {reason}. Da permiso para leerla o nombra otra carpeta."
    ),
    "{file} cannot be read: {reason}. Grant access to it or take it out.": (
        "{file} no se puede leer: {reason}. Da permiso para leerlo o quítalo de ahí."
    ),
    "{file} {fault}: an article is text here; convert it or take it out.": (
        "{file} {fault}: aquí un artículo es texto; conviértelo o quítalo de ahí."
    ),
    "holds binary data": "contiene datos binarios",
    "begins like UTF-16 but is not": "empieza como UTF-16, pero no lo es",
    "{file} {fault}: write the article in it or take it out.": (
        "{file} {fault}: escribe en él el artículo o quítalo de ahí."
    ),
    "holds no text": "no contiene texto",
    "{file} has {size} bytes, more than {most}: split it.": "{file} tiene {size} bytes, más de {most}: divídelo.",
    "{file} has {size} characters, more than {most}: split it.": (
        "{file} tiene {size} caracteres, más de {most}: divídelo."
    ),
    "{file} has more than {most} letters: split it, or take it out.": (
        "{file} tiene más de {most} letras: divídelo o quítalo de ahí."
    ),
    "{file} {fault}, or take it out.": "{file} {fault}, o quítalo de ahí.",
    "is nested too deep ({fault})": "anida demasiados elementos unos en otros ({fault})",
    "has {size} elements or more, of which at most {most} are read at once: split it": (
        "tiene {size} elementos o más, y se leen {most} de una vez como mucho: divídelo"
    ),
    "{file} {fault}: export it as JSON lines, or split it.": (
        "{file} {fault}: expórtalo como JSON por líneas o divídelo."
    ),
    "holds {size} objects and lists, of which at most {most} are read at once": (
        "contiene {size} objetos y listas, y se leen {most} de una vez como mucho"
    ),
    "{file}, line {number} has more than {most} bytes: split it, or take the line out.": (
        "{file}, la línea {number} tiene más de {most} bytes: divídela o quítala."
    ),
    "{file} is not read to its end: {reason} if you trust it.": "{file} no se lee hasta el final: {reason} si te fías.",
    "what lies in its files is too large, and may be made to fill the memory: unpack it by hand": (
        "lo que hay dentro de sus archivos es demasiado grande, quizá para llenar la memoria; descomprímelo a mano"
    ),
    "{file} has a record whose head is longer than {most} bytes: copy it anew, or take it out.": (
        "{file} tiene un registro cuya cabecera pasa de {most} bytes: cópialo de nuevo o quítalo de ahí."
    ),
    "{file} ends in the middle of a record: copy it anew; what came before is read.": (
        "{file} acaba en medio de un registro: cópialo de nuevo; lo anterior se ha leído."
    ),
    "{file}: {number} more of its articles cannot be read, as the {most} above.": (
        "{file}: otros {number} de sus artículos no se pueden leer, como los {most} de arriba."
    ),
    "{number} more of its files are passed over, as the {most} above": (
        "otros {number} de sus archivos se pasan por alto, como los {most} de arriba"
    ),
    "{number} of its records are longer than they say": "{number} de sus registros son más largos de lo que dicen",
    "holds no article": "no contiene ningún artículo",
    "{file} has {size} pages, more than {most}: split it.": "{file} tiene {size} páginas, más de {most}: divídelo.",
    "{file} holds {size} files, more than {most}: split it.": (
        "{file} contiene {size} archivos, más de {most}: divídelo."
    ),
    "{file} unpacks to {size} bytes, more than {most}: split it.": (
        "{file} ocupa {size} bytes al descomprimirse, más de {most}: divídelo."
    ),
    "{file} has more than {most} bytes: take it out.": "{file} tiene más de {most} bytes: quítalo de ahí.",
    "{file} is a ZIP inside and broken or cut off ({fault}): copy it anew or take it out.": (
        "{file} es un ZIP por dentro y está roto o cortado ({fault}): cópialo de nuevo o quítalo de ahí."
    ),
    "{file} cannot be read as {kind} ({fault}): open it and save it anew, or take it out.": (
        "{file} no se puede leer como {kind} ({fault}): ábrelo y guárdalo de nuevo, o quítalo de ahí."
    ),
    "{file} is named like {kind} but is a {found}: give it its right name, or take it out.": (
        "{file} se llama como un {kind} pero es otra cosa ({found}): dale el nombre que le toca, o quítalo de ahí."
    ),
    "{file} is locked with a password: unlock it, or take it out.": (
        "{file} está protegido con contraseña: desbloquéalo o quítalo de ahí."
    ),
    "{file} is a broken PDF ({fault}): copy it anew, or take it out.": (
        "{file} es un PDF roto ({fault}): cópialo de nuevo o quítalo de ahí."
    ),
    "{file} has {size} pages and no text: it is a scan; put it through text recognition (OCRmyPDF, for example), then "
    "index it.": (
        "{file} tiene {size} páginas y ningún texto: está escaneado; pásale antes un reconocimiento de texto "
        "(OCRmyPDF, por ejemplo) e indéxalo después."
    ),
    "pages without text, which may be scans: {pages}": "páginas sin texto, quizá escaneadas: {pages}",
    "fields guessed by their names: {fields}": "campos adivinados por sus nombres: {fields}",
    "{number} characters were not {encoding} and were read as what they most likely are": (
        "{number} caracteres no eran {encoding} y se han leído como lo que más parecen"
    ),
    "{file} has no field that holds the text of an article (fields: {fields}): name one in the mapping as `text`, or "
    "take the file out.": (
        "{file} no tiene ningún campo con el texto de un artículo (campos: {fields}): nombra uno como `text`, o quita "
        "de ahí el archivo."
    ),
    "{file} holds no record that can be read: export it anew, or take it out.": (
        "{file} no contiene ningún registro que se pueda leer: expórtalo de nuevo o quítalo de ahí."
    ),
    "{file} is no JSON ({fault}): export it anew, or take it out.": (
        "{file} no es JSON ({fault}): expórtalo de nuevo o quítalo de ahí."
    ),
    "{name} is the name of two articles: rename the file of one of them.": (
        "{name} es el nombre de dos artículos: cámbiale el nombre al archivo de uno de ellos."
    ),
    "it has no field {name}, which was named for {role} (fields: {fields})": (
        "no tiene el campo {name}, que se nombró para {role} (campos: {fields})"
    ),
    "unsupported type": "tipo que no se lee",
    "{file} holds no article: put one in it or take it out.": (
        "{file} no contiene ningún artículo: pon uno en él o quítalo de ahí."
    ),
    "{file} is not an article: {reason}.": "{file} no es un artículo: {reason}.",
    "{file} lacks its part {part}: save it anew, or take it out.": (
        "a {file} le falta su parte {part}: guárdalo de nuevo o quítalo de ahí."
    ),
    "{file} lies in more than {most} files: unpack the outer ones.": (
        "{file} está dentro de más de {most} archivos: descomprime los de fuera."
    ),
    "{file} unpacks to {times} times its size, more than {most}: it is not read, since it may be made to fill the "
    "memory; unpack it by hand if you trust it.": (
        "{file} ocupa {times} veces su tamaño al descomprimirse, más de {most}: no se lee, pues puede estar hecho para "
        "llenar la memoria; descomprímelo a mano si te fías de él."
    ),
    "{file} defines entities, which may expand without end: it is not read; take them out.": (
        "{file} define entidades, que pueden crecer sin fin: no se lee; quítaselas."
    ),
    "{file} is no well-formed XML ({fault}): save it anew, or take it out.": (
        "{file} no es XML bien formado ({fault}): guárdalo de nuevo o quítalo de ahí."
    ),
    "{file} does not say where its chapters are: save it anew, or take it out.": (
        "{file} no dice dónde están sus capítulos: guárdalo de nuevo o quítalo de ahí."
    ),
    "{file} holds no chapter with text: it may be a book of pictures; take it out.": (
        "{file} no tiene ningún capítulo con texto: quizá sea un libro de imágenes; quítalo de ahí."
    ),
    "{file} is a feed without an entry: fetch it anew, or take it out.": (
        "{file} es un canal RSS sin ninguna entrada: descárgalo de nuevo o quítalo de ahí."
    ),
    "{file} does not begin with a line «From …», as a mailbox does: export it anew.": (
        "{file} no empieza con una línea «From …», como un buzón: expórtalo de nuevo."
    ),
    "{file} has no text in its content.xml: save it anew as ODT, or take it out.": (
        "{file} no tiene texto en su content.xml: guárdalo de nuevo como ODT o quítalo de ahí."
    ),
    "{file}, line {line} has more fields than the first: put quotes around {mark}.": (
        "{file}: la línea {line} tiene más campos que la primera: pon entre comillas lo que lleve {mark}."
    ),
    "{file}, line {line} is no JSON object: export it anew, or take the line out.": (
        "{file}: la línea {line} no es un objeto JSON: expórtalo de nuevo o quita la línea."
    ),
    "{file}, line {line} is no JSON object ({fault}): export it anew, or take the line out.": (
        "{file}: la línea {line} no es un objeto JSON ({fault}): expórtalo de nuevo o quita la línea."
    ),
    "{file} holds no object, and so no article: a list of objects is read.": (
        "{file} no contiene ningún objeto, así que ningún artículo: se lee una lista de objetos."
    ),
    "{file} is JSON too deep to be articles: take it out.": (
        "{file} es JSON demasiado profundo para ser artículos: quítalo de ahí."
    ),
    "{file} holds no record: copy it anew, or take it out.": (
        "{file} no contiene ningún registro: cópialo de nuevo o quítalo de ahí."
    ),
    "only in articles: {filters} (read from the question; --as-words searches its words instead)": (
        "solo en artículos: {filters} (leído en la pregunta; con --as-words se buscan sus palabras)"
    ),
    "page without text": "página sin texto",
    "hidden": "oculto",
    "taken out of the archive": "retirado del archivo",
    "link": "enlace",
    "empty": "vacío",
    "no ordinary file": "no es un archivo corriente",
    "unsupported type: {kind}": "tipo que no se lee: {kind}",
    "file without a suffix": "archivo sin extensión",
    "{suffix} file": "archivo {suffix}",
    "{suffix} file, a broken ZIP inside": "archivo {suffix}, por dentro un ZIP roto",
    "{format} picture": "imagen {format}",
    "sound, film or WebP picture": "sonido, película o imagen WebP",
    "{format} sound": "sonido {format}",
    "Ogg sound or film": "sonido o película Ogg",
    "file of an old Office (save it as DOCX)": "archivo de un Office antiguo (guárdalo como DOCX)",
    "{format} archive (pack it as ZIP)": "archivo comprimido {format} (empaquétalo como ZIP)",
    "gzip archive (unpack it)": "archivo gzip (descomprímelo)",
    "SQLite database": "base de datos SQLite",
    "program": "programa",
    "link that leads nowhere": "enlace que no lleva a ninguna parte",
    "link that leads out of the folder": "enlace que lleva fuera de la carpeta",
    "link to a folder, which is read where it lies": "enlace a una carpeta, que se lee donde está",
    "its name leads out of the ZIP": "su nombre lleva fuera del ZIP",
    "cannot be read: {reason}": "no se puede leer: {reason}",
    "{kind}: no reader knows this type": "{kind}: ningún lector conoce este tipo",
    "attachment of a type that no reader knows": "adjunto de un tipo que ningún lector conoce",
    "{number} of its records are no article: {counted}": "{number} de sus registros no son artículos: {counted}",
    "the name of the folder {place} is not UTF-8: rename it, then index it.": (
        "el nombre de la carpeta {place} no es UTF-8: cámbialo e indéxala después."
    ),
    "no article of the index lies under {places}: name a file, a folder, or an article as it is cited.": (
        "ningún artículo del índice está en {places}: nombra un archivo, una carpeta o un artículo tal como se cita."
    ),
    "no article of the index lies under {places}: `hemeroteca doctor` lists the indexed folders.": (
        "ningún artículo del índice está en {places}: `hemeroteca doctor` dice qué carpetas hay."
    ),
    "{fault} Its articles stay in the index: `{command}` takes them out.": (
        "{fault} Sus artículos siguen en el índice: `{command}` los saca."
    ),
    "No such file or directory": "no existe",
    "Permission denied": "no hay permiso",
    "Read-only file system": "el sistema de archivos es de solo lectura",
    "Is a directory": "es una carpeta",
    "Not a directory": "no es una carpeta",
    "No space left on device": "no queda sitio en el disco",
    "Disk quota exceeded": "se ha agotado la cuota de disco",
    "Input/output error": "error de entrada o salida",
    "Address already in use": "ya está en uso",
    "File name too long": "el nombre es demasiado largo",
}

_INDEX = {
    "the archive is empty: index a folder of articles with `hemeroteca index FOLDER`.": (
        "el archivo está vacío: indexa una carpeta de artículos con `hemeroteca index CARPETA`."
    ),
    "{who} and has not ended after {seconds} s: wait for it, then try again.": (
        "{who} y no ha terminado tras {seconds} s: espera a que acabe y prueba otra vez."
    ),
    "another process is writing this index": "otro proceso está escribiendo este índice",
    "another process is changing this index": "otro proceso está cambiando este índice",
    "traces_endpoint is no address: write it as http://localhost:4318.": (
        "traces_endpoint no es una dirección: escríbela como http://localhost:4318."
    ),
    "traces_endpoint is set, and the packages for traces are not installed: pip install 'hemeroteca[traces]'.": (
        "traces_endpoint está puesto y faltan los paquetes para las trazas: pip install 'hemeroteca[traces]'."
    ),
    "Ray is not installed: pip install 'hemeroteca[ray]'.": "Ray no está instalado: pip install 'hemeroteca[ray]'.",
    "the Ray job failed ({fault}): what it has written stays; start it again.": (
        "el trabajo de Ray falló ({fault}): lo que escribió se queda; empiézalo otra vez."
    ),
    "another machine is writing this index": "otra máquina está escribiendo este índice",
    "the connection to the ledger {name} was lost, and with it the right to write: begin again.": (
        "se perdió la conexión con el registro {name}, y con ella el turno de escribir: empieza otra vez."
    ),
    "the ledger {name} is being written by another process: try again in a moment.": (
        "otro proceso está escribiendo el registro {name}: prueba otra vez dentro de un momento."
    ),
    "the readers' database is being written and has not been free: try again in a moment.": (
        "la base de datos de los lectores se está escribiendo y no queda libre: prueba otra vez dentro de un momento."
    ),
    "the ledger {name} is damaged ({reason}): restore it from a copy, or remove it and index again.": (
        "el registro {name} está dañado ({reason}): recupéralo de una copia, o bórralo e indexa otra vez."
    ),
    "the ledger {name} cannot be written ({reason}): check HEMEROTECA_DATA_DIR and its permissions.": (
        "no se puede escribir en el registro {name} ({reason}): revisa HEMEROTECA_DATA_DIR y sus permisos."
    ),
    "the data folder cannot be used ({reason}): check HEMEROTECA_DATA_DIR, its permissions and its disk.": (
        "la carpeta de datos no se puede usar ({reason}): revisa HEMEROTECA_DATA_DIR, sus permisos y su disco."
    ),
    "the data folder {place} can only be read: grant access to it, or set HEMEROTECA_DATA_DIR to another.": (
        "la carpeta de datos {place} solo se puede leer: da permiso para escribir en ella, o pon otra en "
        "HEMEROTECA_DATA_DIR."
    ),
    "no room is left for the index ({reason}): free some space, then run the command again; what is written stays.": (
        "no queda sitio para el índice ({reason}): libera espacio y ejecuta la orden otra vez; lo escrito se conserva."
    ),
    "the index was built with the embedding model {one}, now {other} is set: set it back, or embed everything again "
    "with `hemeroteca index --rebuild`.": (
        "el índice se hizo con el modelo de embeddings {one} y ahora está puesto {other}: vuelve al anterior, "
        "o calcula "
        "todo de nuevo con `hemeroteca index --rebuild`."
    ),
    "'{name}' ({dimension} dimensions, fingerprint {fingerprint})": (
        "«{name}» ({dimension} dimensiones, huella {fingerprint})"
    ),
    "the ledger is at a server: restore it with the server's tools, such as pg_restore.": (
        "el registro está en un servidor: recupéralo con las herramientas del servidor, como pg_restore."
    ),
    "the ledger {name} is at a server: copy it with the server's tools, such as pg_dump.": (
        "el registro {name} está en un servidor: cópialo con las herramientas del servidor, como pg_dump."
    ),
    "{file} is there already: name a new file, or remove it first.": (
        "{file} ya existe: nombra un archivo nuevo, o bórralo antes."
    ),
    "{file} cannot be written ({reason}): check the folder and its disk.": (
        "{file} no se puede escribir ({reason}): revisa la carpeta y su disco."
    ),
    "{file} is damaged ({reason}): name another copy.": "{file} está dañado ({reason}): nombra otra copia.",
    "{file} is no copy of a ledger ({reason}): name a file that `hemeroteca backup` has written.": (
        "{file} no es una copia de un registro ({reason}): nombra un archivo que haya escrito `hemeroteca backup`."
    ),
    "database_url cannot be used ({reason}): it must be an SQLAlchemy URL whose driver is installed, such as "
    "{example}.": (
        "database_url no sirve ({reason}): ha de ser una URL de SQLAlchemy cuyo controlador esté instalado, como "
        "{example}."
    ),
    "the ledger {name} failed ({reason}): check {setting}.": "el registro {name} falló ({reason}): revisa {setting}.",
    "the ledger {name} is being read by another process, so what was deleted may still be in its files: end that "
    "process, then do it again.": (
        "otro proceso está leyendo el registro {name}, así que lo borrado puede seguir en sus archivos: termina ese "
        "proceso y repite la orden."
    ),
    "{name} of {place} could not be removed: remove it, it holds what was erased.": (
        "{name}, en {place}, no se pudo borrar: bórralo, contiene lo que se quitó."
    ),
    "the index has format {found}, this version of hemeroteca reads formats {first} to {last}: use the version that "
    "wrote it, or another HEMEROTECA_DATA_DIR.": (
        "el índice tiene el formato {found} y esta versión de hemeroteca lee los formatos {first} a {last}: usa la "
        "versión que lo escribió, u otra carpeta en HEMEROTECA_DATA_DIR."
    ),
    "the ledger holds no document {document}: it was indexed elsewhere, or purged.": (
        "en el registro no está el documento {document}: se indexó en otra parte, o se ha borrado."
    ),
    "the data folder changed under the program: is something else clearing it?": (
        "la carpeta de datos ha cambiado por debajo del programa: ¿hay algo más que la vacíe?"
    ),
    "the index of words failed ({reason}): run `hemeroteca index --rebuild`.": (
        "el índice de palabras falló ({reason}): ejecuta `hemeroteca index --rebuild`."
    ),
    "the columns of passages failed ({reason}): run `hemeroteca index --rebuild`.": (
        "las columnas de pasajes fallaron ({reason}): ejecuta `hemeroteca index --rebuild`."
    ),
    "Chroma failed ({reason}): run `hemeroteca index --rebuild`.": (
        "Chroma falló ({reason}): ejecuta `hemeroteca index --rebuild`."
    ),
    "chroma_url is {value}: it must be http:// or https:// with a host and a port.": (
        "chroma_url es {value}: ha de ser http:// o https:// con un servidor y un puerto."
    ),
    "no Chroma server answers at {place}: start it, or correct HEMEROTECA_CHROMA_URL.": (
        "ningún servidor de Chroma responde en {place}: arráncalo o corrige HEMEROTECA_CHROMA_URL."
    ),
    "the archive has been closed: open it again.": "el archivo se ha cerrado: ábrelo otra vez.",
}

_MODELS = {
    "{model} is not in {place} and could not be fetched: {reasons}. Check the connection and pip's index settings, "
    "then try again: what has arrived is kept.": (
        "{model} no está en {place} y no se pudo descargar: {reasons}. Revisa la conexión y el índice de pip, y prueba "
        "otra vez: lo que ha llegado se conserva."
    ),
    "the model hub did not give {file} ({error})": "el repositorio de modelos no dio {file} ({error})",
    "pip could not fetch {what} (exit code {code}: {said})": "pip no pudo descargar {what} (código {code}: {said})",
    "{file} has sha256 {found}, expected {expected}: it is damaged or another file, and was removed. Try again "
    "to fetch "
    "it anew; with HEMEROTECA_HUB=false the model hub is not asked.": (
        "{file} tiene el sha256 {found} y se esperaba {expected}: está dañado o es otro archivo, y se ha "
        "borrado. Prueba "
        "otra vez para descargarlo; con HEMEROTECA_HUB=false no se pregunta al repositorio de modelos."
    ),
    "{model} needs {needed} MB in {place}, where {free} MB are free: make room, or set HEMEROTECA_CACHE_DIR to another "
    "disk. What has arrived is kept.": (
        "{model} necesita {needed} MB en {place}, donde hay {free} MB libres: haz sitio, o pon HEMEROTECA_CACHE_DIR en "
        "otro disco. Lo que ha llegado se conserva."
    ),
    "{model} cannot be put into {place}: {reason}. Set HEMEROTECA_CACHE_DIR to a folder that can be written.": (
        "{model} no se puede guardar en {place}: {reason}. Pon HEMEROTECA_CACHE_DIR en una carpeta en la que se pueda "
        "escribir."
    ),
    "The embedded model needs {needed} MiB of memory and {free} are free: close other programs, or set llm_base_url to "
    "an endpoint.": (
        "El modelo incorporado necesita {needed} MiB de memoria y hay {free} libres: cierra otros programas, o pon en "
        "llm_base_url la dirección de un servidor."
    ),
    "{place} answered, but not with a completion: set llm_base_url to the address of an OpenAI-compatible endpoint, "
    "which often ends in /v1.": (
        "{place} respondió, pero no con un texto: pon en llm_base_url la dirección de un servidor compatible "
        "con OpenAI, "
        "que suele acabar en /v1."
    ),
    "{place} did not answer in time: wait for it, or raise {setting}.": (
        "{place} no respondió a tiempo: espera a que pueda, o sube {setting}."
    ),
    "{setting} is no address: set it to one such as http://localhost:8000/v1.": (
        "{setting} no es una dirección: pon una como http://localhost:8000/v1."
    ),
    "{place} cannot be reached: start it, or set {setting}.": (
        "{place} no está al alcance: arráncalo, o cambia {setting}."
    ),
    "{place} refuses the key (HTTP {code}): set {setting}.": (
        "{place} rechaza la clave (HTTP {code}): pon la buena en {setting}."
    ),
    "{place} knows no such model or address (HTTP 404): set {model} and {address}.": (
        "{place} no conoce ese modelo o esa dirección (HTTP 404): revisa {model} y {address}."
    ),
    "{place} is busy or its quota is used up (HTTP {code}): ask again later.": (
        "{place} está ocupado o se ha agotado la cuota (HTTP {code}): pregunta más tarde."
    ),
    "{place} is busy or its quota is used up (HTTP {code}): ask again in {seconds} seconds.": (
        "{place} está ocupado o se ha agotado la cuota (HTTP {code}): pregunta otra vez dentro de {seconds} segundos."
    ),
    "{place} refuses the request (HTTP {code}): check {model} and {limit}.": (
        "{place} rechaza la petición (HTTP {code}): revisa {model} y {limit}."
    ),
    "{place} failed (HTTP {code}): see its log, or ask again.": (
        "{place} falló (HTTP {code}): mira su registro o pregunta otra vez."
    ),
    "{place} reported an error instead of an answer: see its log, or ask again.": (
        "{place} dio un error en vez de una respuesta: mira su registro o pregunta otra vez."
    ),
    "{place} answered something that is not a completion ({fault}): set llm_base_url to the address of an "
    "OpenAI-compatible endpoint.": (
        "{place} respondió, pero no con un texto ({fault}): pon en llm_base_url la dirección de un servidor compatible "
        "con OpenAI."
    ),
    "{place} answered something that is not vectors ({fault}): set embedding_base_url to the address of an "
    "OpenAI-compatible endpoint.": (
        "{place} respondió, pero no con vectores ({fault}): pon en embedding_base_url la dirección de un servidor "
        "compatible con OpenAI."
    ),
    "{place} broke off in the middle ({fault}): ask again.": (
        "{place} se interrumpió a la mitad ({fault}): pregunta otra vez."
    ),
    "The embedded model {model} ended ({reason}). Start Hemeroteca again.": (
        "El modelo incorporado {model} se ha cerrado ({reason}). Arranca Hemeroteca otra vez."
    ),
    "The embedded model {model} ended ({reason}). Run `hemeroteca doctor`, or set llm_base_url.": (
        "El modelo incorporado {model} se ha cerrado ({reason}). Ejecuta `hemeroteca doctor`, o pon llm_base_url."
    ),
    "{setting}: {reason}. Name a folder, or a model that can be reached.": (
        "{setting}: {reason}. Nombra una carpeta, o un modelo al que se llegue."
    ),
    "{place} wrote what it thinks as its answer: ask again.": (
        "{place} escribió lo que piensa como si fuera la respuesta: pregunta otra vez."
    ),
    "{place} thought until its tokens were used up: turn its thinking off, or raise llm_context.": (
        "{place} pensó hasta agotar sus tokens: haz que no piense, o sube llm_context."
    ),
    "{place} did not come to an end before its tokens were used up: set another llm_model, or turn its thinking off "
    "where it thinks.": (
        "{place} no llegó al final antes de agotar sus tokens: pon otro modelo en llm_model, o haz que no piense, si "
        "es que piensa."
    ),
    "{place} called a tool instead of answering, and is given none: turn its tools off, or set another llm_model.": (
        "{place} llamó a una herramienta en vez de responder, y no tiene ninguna: quítale las herramientas, o pon otro "
        "modelo en llm_model."
    ),
    "{place} was stopped by its filter of content: ask otherwise.": (
        "A {place} lo detuvo su filtro de contenido: pregunta de otro modo."
    ),
    "{place} was stopped: ask again.": "{place} se detuvo: pregunta otra vez.",
    "{place} answered nothing: see its log, or ask again.": (
        "{place} no respondió nada: mira su registro o pregunta otra vez."
    ),
    "{place} broke off before the answer was complete: ask again.": (
        "{place} se interrumpió antes de terminar la respuesta: pregunta otra vez."
    ),
}

_WEB = {
    "Of articles, PDFs or feeds.": "De artículos, PDF o canales RSS.",
    "Fetch articles of the web into the archive: pages, PDFs, and what a feed carries."
    "\n\nExit status: 0 all are in, 1 some could not be fetched.": (
        "Trae al archivo artículos de la web: páginas, PDF y lo que lleva un canal RSS.\n\n"
        "Estado de salida: 0 están todos, 1 alguno no se pudo traer."
    ),
    "Fetching pages": "Trayendo páginas",
    "{address} answered {status}: check the address, or try later.": (
        "{address} respondió {status}: revisa la dirección o prueba más tarde."
    ),
    "{address} is where more than {most} redirects lead: name the page itself.": (
        "a {address} se llega tras más de {most} redirecciones: da la dirección de la propia página."
    ),
    "{address} did not come within {seconds} s: try later, or raise web_seconds.": (
        "{address} no llegó en {seconds} s: prueba más tarde o sube web_seconds."
    ),
    "{address} cannot be fetched ({reason}): check the address, or try later.": (
        "{address} no se puede traer ({reason}): revisa la dirección o prueba más tarde."
    ),
    "{address} has more than {most} bytes: raise web_bytes, or leave it out.": (
        "{address} tiene más de {most} bytes: sube web_bytes o prescinde de ella."
    ),
    "robots.txt of {host} asks programs not to fetch {address}: save the page in a browser, into a folder that is "
    "indexed.": (
        "el robots.txt de {host} pide que ningún programa traiga {address}: guarda la página con un navegador en una "
        "carpeta que se indexe."
    ),
    "robots.txt of {host} cannot be read ({reason}), so nothing is fetched from there: try later.": (
        "el robots.txt de {host} no se puede leer ({reason}), así que no se trae nada de ahí: prueba más tarde."
    ),
    "{address} is no web address ({reason}): copy it from the browser.": (
        "{address} no es una dirección de la web ({reason}): cópiala del navegador."
    ),
    "{address} is no address that is fetched: write it whole, with http:// or https://.": (
        "{address} no es una dirección que se pueda traer: escríbela entera, con http:// o https://."
    ),
    "the address of {host} holds a name or password: take it out; none is ever sent or kept.": (
        "la dirección de {host} lleva un usuario o una contraseña: quítalos; nunca se envían ni se guardan."
    ),
    "{host} has no address: check how it is written.": "{host} no tiene dirección: revisa cómo está escrito.",
    "nobody knows the host {host} ({reason}): check the address and the connection.": (
        "nadie conoce el servidor {host} ({reason}): revisa la dirección y la conexión."
    ),
    "{host} leads to {place}, which is not on the open web: save the page into a folder instead.": (
        "{host} lleva a {place}, que no está en la web abierta: guarda la página en una carpeta."
    ),
    "the file has {size} bytes and no more than {limit} are taken: hand over a smaller one.": (
        "el archivo tiene {size} bytes y caben {limit}: entrega uno más pequeño."
    ),
    "the file holds no article that can be read ({reason}): hand over one of the kinds that are read.": (
        "el archivo no contiene ningún artículo que se pueda leer ({reason}): entrega uno de los tipos que se leen."
    ),
    "the file was added before: it is in the archive already.": "el archivo ya se añadió antes: está en el archivo.",
    "the file is no longer here: hand it over again.": "el archivo ya no está aquí: entrégalo otra vez.",
    "nothing is in it": "no hay nada dentro",
    "{file} cannot be moved into the bin ({reason}): check the folder and its disk.": (
        "{file} no se puede mover a la papelera ({reason}): mira la carpeta y su disco."
    ),
    "{address} holds no article that can be read ({reason}): name the page of one article, or a feed.": (
        "{address} no contiene ningún artículo que se pueda leer ({reason}): da la página de un artículo, o un canal "
        "RSS."
    ),
    "Name or service not known": "no se conoce ese nombre",
    "No address associated with hostname": "ese nombre no tiene dirección",
    "Temporary failure in name resolution": "ahora no se puede preguntar por nombres",
    "Connection refused": "rechaza la conexión",
    "Connection reset by peer": "cortó la conexión",
    "No route to host": "no hay camino hasta él",
    "Network is unreachable": "no hay red que llegue hasta él",
    "Server disconnected without sending a response.": "cortó la conexión sin responder",
}

_BATCH = {
    "Answering questions": "Respondiendo preguntas",
    "{done} of {total} questions": "{done} de {total} preguntas",
    "{done} of {total} questions; the rest takes about {minutes} min": (
        "{done} de {total} preguntas; el resto tarda unos {minutes} min"
    ),
    "{total} questions: {answered} answered, {insufficient} that the archive does not answer, {failed} failed.": (
        "{total} preguntas: {answered} con respuesta, {insufficient} que el archivo no contesta, {failed} fallidas."
    ),
    "interrupted: {file} has {done} of {total} answers; the same command goes on there.": (
        "interrumpido: {file} tiene {done} de {total} respuestas; la misma orden sigue desde ahí."
    ),
    "{file} cannot be read ({reason}): check its name and its permissions.": (
        "{file} no se puede leer ({reason}): revisa su nombre y sus permisos."
    ),
    "{file} cannot be read ({reason}): save it as text, CSV or JSON lines.": (
        "{file} no se puede leer ({reason}): guárdalo como texto, CSV o líneas JSON."
    ),
    "{file} cannot be written ({reason}): check the folder, its disk and its permissions.": (
        "{file} no se puede escribir ({reason}): revisa la carpeta, su disco y sus permisos."
    ),
    "{file} holds no question: write one a line, or a column `question`.": (
        "{file} no contiene ninguna pregunta: escribe una por línea, o una columna `pregunta`."
    ),
    "{file} has no column `question` or `pregunta` (columns: {columns}): name one so.": (
        "{file} no tiene ninguna columna `pregunta` o `question` (columnas: {columns}): llama así a una."
    ),
    "the table cannot be read ({reason}): save it anew as CSV.": (
        "la tabla no se puede leer ({reason}): guárdala otra vez como CSV."
    ),
    "the row has {number} cells and the first has {columns}: put quotes around {sign}.": (
        "la fila tiene {number} celdas y la primera tiene {columns}: pon entre comillas lo que lleve {sign}."
    ),
    "the line is no JSON object: write it anew, or take it out.": (
        "la línea no es un objeto JSON: escríbela otra vez, o quítala."
    ),
    "{file} is no kind of file that answers are written in: call it .jsonl or .csv.": (
        "{file} no es un tipo de archivo en el que se escriban respuestas: llámalo .jsonl o .csv."
    ),
    "{file} holds something else than answers to these questions with these filters (line {line}): name another file, "
    "or remove it to ask them all anew.": (
        "{file} contiene otra cosa que respuestas a estas preguntas con estos filtros (línea {line}): da otro archivo, "
        "o quítalo para hacerlas todas de nuevo."
    ),
    "another run is writing {file}: wait for it, or name another file.": (
        "otra ejecución está escribiendo {file}: espera a que acabe, o da otro archivo."
    ),
}

_SAVED = {
    "add, list, remove, run or feed": (
        "add (guardar), list (listar), remove (quitar), run (preguntar por lo nuevo) o feed (canal Atom)"
    ),
    "A question to add; to remove, or for the feed of one, the id that list shows.": (
        "Una pregunta que guardar; para quitarla, o para el canal de una sola, el id que muestra list."
    ),
    "Where the feed is written.": "Dónde se escribe el canal.",
    "Save questions that are asked of every new article; `index` tells which answers one, and so does an Atom feed.\n\n"
    "Exit status of run: 0 new matches, 1 none, 2 an error.": (
        "Guarda preguntas que se hacen a cada artículo nuevo; `index` dice cuál responde a una, y un canal Atom "
        "también.\n\nEstado de salida de run: 0 hay hallazgos nuevos, 1 ninguno, 2 un error."
    ),
    "a question": "una pregunta",
    "the id of a question": "el id de una pregunta",
    "`hemeroteca questions {action}` takes {kind}.": "`hemeroteca questions {action}` lleva {kind}.",
    "`hemeroteca questions {action}` takes no question.": "`hemeroteca questions {action}` no lleva pregunta.",
    "`hemeroteca questions {action}` takes no filter: a question has its own, given to add.": (
        "`hemeroteca questions {action}` no lleva filtros: cada pregunta tiene los suyos, que se dan a add."
    ),
    "`hemeroteca questions {action}` does not take {option}.": "`hemeroteca questions {action}` no lleva {option}.",
    "saved as {id}: it is asked of every article that comes from now on.": (
        "guardada como {id}: se hace a cada artículo que llegue desde ahora."
    ),
    "There is no saved question yet: {example} saves one.": (
        "Todavía no hay ninguna pregunta guardada: {example} guarda una."
    ),
    "{id} is asked no more: {question}": "{id} ya no se hace: {question}",
    "there is no saved question {id}: `hemeroteca questions list` says which there are.": (
        "no hay ninguna pregunta guardada {id}: `hemeroteca questions list` dice cuáles hay."
    ),
    "more than one saved question begins with {id}: `hemeroteca questions list` says which there are.": (
        "más de una pregunta guardada empieza por {id}: `hemeroteca questions list` dice cuáles hay."
    ),
    "there is no saved question {id}: /api/questions lists them.": (
        "no hay ninguna pregunta guardada {id}: /api/questions las lista."
    ),
    "new for «{question}»: {words}": "nuevo para «{question}»: {words}",
    "Asking saved questions": "Haciendo las preguntas guardadas",
    "Saved questions": "Preguntas guardadas",
    "The article has been changed since: these words may no longer be in it.": (
        "El artículo ha cambiado desde entonces: puede que estas palabras ya no estén en él."
    ),
}

PROGRAM = {
    **_HELP,
    **_USAGE,
    **_REPORTS,
    **_SERVICE,
    **_DOCTOR,
    **_SETTINGS,
    **_FILES,
    **_INDEX,
    **_MODELS,
    **_WEB,
    **_BATCH,
    **_SAVED,
}
