// Enter sends where there is a keyboard, and a lost connection is said; all else is htmx or plain HTML.
(() => {
  const isQuestion = (element) => element instanceof HTMLTextAreaElement && element.id === "question";

  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!sends || !isQuestion(event.target) || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  const lost = () => {
    const words = document.querySelector("#broken");
    document.querySelector("#notice")?.replaceChildren(words?.content.cloneNode(true) ?? "");
  };
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:sse:error", lost);
})();
