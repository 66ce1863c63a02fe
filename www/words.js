// The page's own words, English and Spanish. What the engine says about a form comes from its report.

const WORDS = {
  en: {
    "tab-draft": "Check a draft",
    "tab-live": "See it guard a live form",
    "draft-title": "What may this form not ask?",
    "draft-intro": "Paste the HTML of a form, or drop its file here. Everything stays in your browser: nothing is sent, and no script of the draft is run.",
    "live-title": "A city form, guarded while it is used",
    "live-intro": "The form below asks for things the City does not need. The guard reads it in this page, tells residents so, or takes the questions out. It never reads what you type.",
    language: "Language",
    open: "Open a file…",
    example: "or an example",
    service: "What the form is for",
    "draft-language": "Written in",
    declared: "the language it declares",
    clear: "Start over",
    placeholder: "Paste the form's HTML here, or drop a file anywhere on this page.",
    "preview-title": "The form",
    "show-draft": "As written",
    "show-stripped": "Stripped",
    download: "Download stripped form",
    "download-report": "Download report (JSON)",
    "findings-title": "Findings",
    judged: "How this was judged",
    reading: "Reading the form…",
    violation: "may not be asked",
    review: "needs a person's decision",
    permitted: "permitted",
    "count-violation": (n) => `${n} may not be asked`,
    "count-review": (n) => `${n} for a person to decide`,
    "count-permitted": (n) => `${n} permitted`,
    "count-questions": (n) => `${n} ${n === 1 ? "question" : "questions"} read`,
    section: "sec.",
    incomplete: "Not everything could be read",
    nothing: "Nothing confidential is asked here.",
    "nothing-incomplete": "Nothing was found in what could be read, but not everything could be read. See below.",
    words: "Shown by",
    proxy: "lets one infer it",
    direct: "asks outright",
    do: "What to do",
    form: "About the whole form",
    done: (n) => (n === 0 ? "Checked. No findings." : `Checked. ${n} ${n === 1 ? "finding" : "findings"}.`),
    "stripped-none": "There is nothing to strip.",
    "stripped-some": (n) => `${n} ${n === 1 ? "question was" : "questions were"} taken out.`,
    "guard-off": "The guard is off: the form asks all that it asks.",
    "guard-flag": (n) => `The guard marked ${n} questions that residents may leave blank.`,
    "guard-strip": (n) => `The guard took ${n} questions out.`,
    guard: "The guard",
    "guarded-form": "The form",
    off: "off",
    flag: "flag: tell residents what they may leave blank",
    strip: "strip: take the questions out",
    limits: "Not read, or not decided",
    assumptions: "Readings of the law that this report takes",
    needs: "Needs declared by the service",
    empty: "There is no form in this text: paste the HTML of a page with fields in it.",
    foot: "askless reads forms against Hartford, Connecticut, Municipal Code secs. 2-925 to 2-929, as in the amended text of July 23, 2008. It points a person to what to look at; it is not legal advice.",
  },
  es: {
    "tab-draft": "Revisar un borrador",
    "tab-live": "Ver un formulario protegido",
    "draft-title": "¿Qué no puede preguntar este formulario?",
    "draft-intro": "Pegue el HTML de un formulario o suelte aquí su archivo. Todo queda en su navegador: no se envía nada y no se ejecuta ningún código del borrador.",
    "live-title": "Un formulario municipal, protegido mientras se usa",
    "live-intro": "El formulario de abajo pide cosas que la Ciudad no necesita. La protección lo lee en esta página y avisa a los residentes, o quita las preguntas. Nunca lee lo que usted escribe.",
    language: "Idioma",
    open: "Abrir un archivo…",
    example: "o un ejemplo",
    service: "Para qué es el formulario",
    "draft-language": "Escrito en",
    declared: "el idioma que declara",
    clear: "Empezar de nuevo",
    placeholder: "Pegue aquí el HTML del formulario o suelte un archivo en cualquier lugar de esta página.",
    "preview-title": "El formulario",
    "show-draft": "Como está escrito",
    "show-stripped": "Sin esas preguntas",
    download: "Descargar el formulario corregido",
    "download-report": "Descargar el informe (JSON)",
    "findings-title": "Hallazgos",
    judged: "Cómo se decidió",
    reading: "Leyendo el formulario…",
    violation: "no se puede preguntar",
    review: "lo decide una persona",
    permitted: "permitido",
    "count-violation": (n) => `${n} no se ${n === 1 ? "puede" : "pueden"} preguntar`,
    "count-review": (n) => `${n} por decidir`,
    "count-permitted": (n) => `${n} permitidas`,
    "count-questions": (n) => `${n} ${n === 1 ? "pregunta leída" : "preguntas leídas"}`,
    section: "secc.",
    incomplete: "No se pudo leer todo",
    nothing: "Aquí no se pide nada confidencial.",
    "nothing-incomplete": "No se halló nada en lo que se pudo leer, pero no se pudo leer todo. Vea abajo.",
    words: "Lo muestran",
    proxy: "permite deducirlo",
    direct: "lo pregunta directamente",
    do: "Qué hacer",
    form: "Sobre todo el formulario",
    done: (n) => (n === 0 ? "Revisado. Sin hallazgos." : `Revisado. ${n} ${n === 1 ? "hallazgo" : "hallazgos"}.`),
    "stripped-none": "No hay nada que quitar.",
    "stripped-some": (n) => (n === 1 ? "Se quitó 1 pregunta." : `Se quitaron ${n} preguntas.`),
    "guard-off": "La protección está apagada: el formulario pregunta todo.",
    "guard-flag": (n) => `La protección marcó ${n} preguntas que puede dejar en blanco.`,
    "guard-strip": (n) => `La protección quitó ${n} preguntas.`,
    guard: "La protección",
    "guarded-form": "El formulario",
    off: "apagada",
    flag: "avisar: decir a los residentes qué pueden dejar en blanco",
    strip: "quitar las preguntas",
    limits: "Lo que no se leyó o no se decidió",
    assumptions: "Interpretaciones de la ley en este informe",
    needs: "Necesidades declaradas por el servicio",
    empty: "No hay un formulario en este texto: pegue el HTML de una página con campos.",
    foot: "askless revisa formularios según el Código Municipal de Hartford, Connecticut, secciones 2-925 a 2-929, en el texto enmendado del 23 de julio de 2008. Señala lo que una persona debe mirar; no es asesoría legal.",
  },
};

let current = "en";

/** The page's language, `en` or `es`. */
export const locale = () => current;

/** The words for a key in the page's language; some take a number. */
export function say(key, ...values) {
  const words = WORDS[current][key] ?? WORDS.en[key] ?? key;
  return typeof words === "function" ? words(...values) : words;
}

/** Puts the page into a language: every element with `data-say` gets its words. */
export function speak(language) {
  current = WORDS[language] ? language : "en";
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-say]")) {
    const target = element.dataset.sayIn;
    if (target) element.setAttribute(target, say(element.dataset.say));
    else element.textContent = say(element.dataset.say);
  }
}
