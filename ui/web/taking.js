// Taking a conversation along: what the server made is copied, saved or printed here, so that no file of it lies on the
// server; what is copied by selecting text carries its sources; and a suggested question is asked by pressing it.
() => {
  const chat = () => document.getElementById("conversacion");

  // What is selected of the conversation, its citation marks as numbers, and below it what they cite.
  function withSources(selection) {
    const place = document.createElement("div");
    for (let n = 0; n < selection.rangeCount; n++) place.append(selection.getRangeAt(n).cloneContents());
    const notes = new Map();
    for (const mark of place.querySelectorAll('a.cita[href*="#cita-"]')) {
      const id = mark.getAttribute("href").split("#").pop();
      const label = `[${mark.textContent.trim()}]`;
      notes.set(id, `${label} ${note(mark)}`);
      mark.replaceWith(` ${label}`);
    }
    if (notes.size === 0) return null;
    place.style.cssText = "position:fixed;left:-100vw;width:60rem;white-space:normal";
    document.body.append(place); // only what is drawn has lines
    const text = place.innerText.replaceAll("\u2060", "").trim();
    place.remove();
    return `${text}\n\n${[...notes.values()].join("\n")}`;
  }

  // The words cited, their article and what is known of it, as quotation.js has them from the mark.
  function note(mark) {
    const quote = mark.getAttribute("aria-label")?.match(/«.*»$/s)?.[0] ?? "";
    return `${quote} — ${(mark.dataset.origen ?? "").split("\n").filter(Boolean).join(". ")}`;
  }

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const within = selection && !selection.isCollapsed && chat()?.contains(selection.getRangeAt(0).commonAncestorContainer);
    const text = within && withSources(selection);
    if (!text) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
  });

  // A page that is not served over https has no clipboard but that of the event.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      let heard = false;
      const give = (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        event.clipboardData.setData("text/plain", text);
        heard = true;
      };
      document.addEventListener("copy", give, true);
      document.execCommand("copy");
      document.removeEventListener("copy", give, true);
      return heard;
    }
  }

  function save(text, name, type) {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // The page to print stands in a frame of its own, which may run nothing.
  function print(text) {
    document.getElementById("impresion")?.remove();
    const frame = Object.assign(document.createElement("iframe"), { id: "impresion", title: "", srcdoc: text });
    frame.setAttribute("sandbox", "allow-same-origin allow-modals");
    frame.setAttribute("aria-hidden", "true");
    frame.style.cssText = "position:fixed;left:-200vw;width:210mm;height:297mm;border:0";
    frame.addEventListener("load", () => frame.contentWindow.print());
    document.body.append(frame);
  }

  // Each answer has a link to copy it; the server makes the text, and says what is to be done with it.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("#conversacion a.copiar") : null;
    if (!link) return;
    event.preventDefault();
    document.documentElement.dataset.copiada = link.getAttribute("href").split("-").pop();
    document.getElementById("copiar-respuesta")?.click();
  });

  document.addEventListener("hemeroteca-llevar", async ({ detail }) => {
    if (!detail) return;
    const { what, text, name, done, failed } = JSON.parse(detail);
    if (what === "markdown") save(text, `${name}.md`, "text/markdown");
    if (what === "page") save(text, `${name}.html`, "text/html");
    if (what === "print") print(text);
    if (what === "copy") say((await copy(text)) ? done : failed);
  });

  function say(words) {
    const place = document.getElementById("llevado");
    if (!place) return;
    place.textContent = words;
    setTimeout(() => (place.textContent = ""), 6_000);
  }

  // A question is asked once; while it is on its way the others are not offered.
  document.addEventListener("click", (event) => {
    const chosen = event.target instanceof Element && event.target.closest("#sugerencias button.sugerencia");
    if (!chosen) return;
    document.documentElement.dataset.siguiente = chosen.textContent;
    document.getElementById("preguntar-sugerencia")?.click();
  });
}
