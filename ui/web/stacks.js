// What the browser does itself in the view of the archive: it says which articles are marked.
() => {
  window.hemerotecaStacks = {
    chosen: (id) => [...document.querySelectorAll(`#${id} input[type=checkbox]:checked`)].map((box) => box.value).join(" "),
  };
  // Gradio gives the box of one article to another where a list is drawn anew: the mark does not go with it.
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target.matches("#fondo input[type=checkbox]")) target.checked = false;
  }).observe(document.body, { subtree: true, attributeFilter: ["value"] });
}
