// Says of files that are too large, or too many, that they are not sent, before Gradio does: in English, and with their
// names as HTML. The server refuses them all the same. The words and the limits stand in the page: see uploading.py.
() => {
  const LONGEST = 60;
  const said = () => document.querySelector("#fondo-limites [data-bytes]");
  // As ui.escaping shows a name: nothing unseen, nothing that turns the words behind it.
  const shown = (name) => [...name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "�")].slice(0, LONGEST).join("");

  function fault(files, told) {
    if (files.length > Number(told.dataset.files)) return told.dataset.many.replace("{count}", () => files.length);
    const large = files.filter((file) => file.size > Number(told.dataset.bytes)).map((file) => `«${shown(file.name)}»`);
    return large.length ? told.dataset.large.replace("{names}", () => large.join(", ")) : "";
  }

  function look(event, files) {
    const told = said();
    if (!told || !files?.length) return;
    told.textContent = fault([...files], told);
    if (!told.textContent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.target.matches("input")) event.target.value = ""; // so that the same can be chosen again
  }

  const within = (event) => event.target instanceof Element && event.target.closest("#fondo-archivos");
  document.addEventListener("change", (event) => within(event) && look(event, event.target.files), true);
  document.addEventListener("drop", (event) => within(event) && look(event, event.dataTransfer?.files), true);
}
