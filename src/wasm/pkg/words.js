// What the guard says to residents, in the languages that are compiled in.

const WORDS = {
  en: {
    violation: (section) => `The City does not need this. You may leave it blank. (Section ${section})`,
    review: (section) => `You may ask why the City needs this before you answer. (Section ${section})`,
    gone: (count) => (count === 1 ? 'One question that the City may not ask was taken out of this form.' : `${count} questions that the City may not ask were taken out of this form.`),
    failed: 'This form cannot be shown safely right now. Please load the page again, or ask the office for help.',
  },
  es: {
    violation: (section) => `La Ciudad no necesita este dato. Puede dejarlo en blanco. (Sección ${section})`,
    review: (section) => `Antes de responder, puede preguntar para qué lo necesita la Ciudad. (Sección ${section})`,
    gone: (count) => (count === 1 ? 'Se quitó de este formulario una pregunta que la Ciudad no puede hacer.' : `Se quitaron de este formulario ${count} preguntas que la Ciudad no puede hacer.`),
    failed: 'Este formulario no se puede mostrar con seguridad en este momento. Vuelva a cargar la página o pida ayuda en la oficina.',
  },
};

/** The words of a language tag, and the language they are in: English where there are none. */
export function wordsOf(tag) {
  const lang = tag.slice(0, 2).toLowerCase();
  return lang in WORDS ? { lang, ...WORDS[lang] } : { lang: 'en', ...WORDS.en };
}
