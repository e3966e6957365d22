/** Milliseconds that the server has to take an answer. */
const deadline = 15_000;

type Answer = "yes" | "no";

/** The form of a page, and what it will send. */
interface Form {
  readonly element: HTMLFormElement;
  answer: Answer;
}

let form: Form | undefined;

/** Marks the answer, and asks for words. Nothing is sent before its reader says so. */
export function askForRemark(section: HTMLElement, button: HTMLButtonElement, answer: Answer): void {
  form ??= makeForm(section);
  form.answer = answer;
  for (const each of section.querySelectorAll(".answer")) each.ariaPressed = String(each === button);
  const label = form.element.querySelector("label");
  if (label) label.textContent = answer === "yes" ? "What helped? (optional)" : "What was missing or wrong? (optional)";
  form.element.querySelector("textarea")?.focus();
}

function makeForm(section: HTMLElement): Form {
  const element = document.createElement("form");
  const label = document.createElement("label");
  label.htmlFor = "feedback-remark";
  const remark = document.createElement("textarea");
  remark.id = "feedback-remark";
  remark.rows = 3;
  remark.maxLength = 2000;
  const send = document.createElement("button");
  send.textContent = "Send";
  send.className = "send";
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "The page's address, your answer and this text are sent. Leave out credentials.";
  const status = document.createElement("p");
  status.role = "status";
  element.append(label, remark, note, send, status);
  section.append(element);
  const made: Form = { element, answer: "yes" };
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Twice is not better; and a button that is disabled would lose the focus.
    if (send.ariaDisabled === "true") return;
    send.ariaDisabled = "true";
    status.textContent = "Sending …";
    const failure = await post(section, made.answer, remark.value);
    send.ariaDisabled = "false";
    if (failure === undefined) return thank(section);
    status.className = "failure";
    status.textContent = `Not sent. ${failure} Your text is still here.`;
  });
  return made;
}

/** @returns in words why the answer has not arrived; nothing where the server has taken it */
async function post(section: HTMLElement, answer: Answer, remark: string): Promise<string | undefined> {
  const { feedback = "", page = "" } = section.dataset;
  try {
    const response = await fetch(feedback, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ page, answer, remark }),
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(deadline),
    });
    return response.ok ? undefined : `The server answered ${response.status}.`;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return "No answer arrived in time.";
    return "The server could not be reached.";
  }
}

function thank(section: HTMLElement): void {
  const thanks = document.createElement("p");
  thanks.role = "status";
  thanks.tabIndex = -1;
  thanks.textContent = "Thank you. Your answer has arrived.";
  section.querySelector(".answers")?.remove();
  section.querySelector("form")?.replaceWith(thanks);
  form = undefined;
  thanks.focus();
}
