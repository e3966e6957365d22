/** Shows the question of whether a page was helpful, where there is an address to send the answer to. */
export function enableFeedback(): void {
  const section = document.querySelector<HTMLElement>("[data-feedback]");
  if (!section) return;
  const answers = document.createElement("div");
  answers.className = "answers";
  for (const [answer, label] of [
    ["yes", "Yes"],
    ["no", "No"],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.className = "answer";
    button.ariaPressed = "false";
    button.addEventListener("click", async () => {
      const { askForRemark } = await import("./feedback-form.ts");
      askForRemark(section, button, answer);
    });
    answers.append(button);
  }
  section.querySelector(".issue")?.remove();
  section.append(answers);
  section.hidden = false;
}
