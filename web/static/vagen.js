// Enter sends where there is a keyboard, a lost connection is said, and a half-written text stays; all else is htmx or plain HTML.
(() => {
  const question = document.querySelector("#question");

  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!sends || !question || event.target !== question || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    question.form.requestSubmit();
  });

  const lost = () => {
    const words = document.querySelector("#broken");
    document.querySelector("#notice")?.replaceChildren(words?.content.cloneNode(true) ?? "");
  };
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:sse:error", lost);

  // The server says `answered` when all is there: what was sent leaves the field, what was written since stays.
  let sent = null;
  document.addEventListener("htmx:before:request", ({ target }) => {
    if (target.matches("[action='/ask']")) sent = target === question?.form ? question.value : null;
  });
  document.addEventListener("answered", () => {
    if (question.value === sent) question.value = "";
    question.rows = 2;
    question.placeholder = "";
    // The pressed button may be hidden now, or never have had the focus.
    const here = document.activeElement;
    if (here !== document.body && here.getClientRects().length) return;
    document.querySelector(".turn:last-child .said")?.focus({ preventScroll: true });
  });

  // A text that was not sent outlives a change of language or page, in this tab only.
  let sending = false;
  document.addEventListener("submit", (event) => (sending = !event.defaultPrevented));
  if (!question) return;
  addEventListener("pagehide", () => {
    if (question.value && !sending) sessionStorage.setItem("draft", question.value);
    else sessionStorage.removeItem("draft");
  });
  question.value ||= sessionStorage.getItem("draft") ?? "";
  sessionStorage.removeItem("draft");
})();
