// What single lines of a form on paper, or copied from a page, tell of themselves.

// Boxes to tick, also as a word processor's symbol fonts write them.
const BOX = "(?:\\[\\s*\\]|\\(\\s*\\)|[☐☑☒□◻❏❑❒○◯\uf06f\uf071\uf0a3\uf0a8])";
export const BOXES = new RegExp(`\\s{0,9}${BOX}\\s*`);
export const startsWithBox = (line) => new RegExp(`^\\s*${BOX}`).test(line);
export const BULLET = /^\s*(?:[•●▪◦‣·*\uf0b7\uf0a7–—-]|o(?=\t|\s{2}))\s*/;
export const LETTER = /^\s*\(?\p{L}[.)]\s+/u;
export const NUMBER = /^\s*\(?\d{1,3}[.)]\s+/;
export const isItem = (line) => [BULLET, LETTER, NUMBER].some((mark) => mark.test(line));
/** A line of a list that can be one of the answers to the line before the list. */
export const isAnswer = (line) => (BULLET.test(line) || LETTER.test(line)) && !leavesRoom(line);
/** Whether a line leaves room for an answer: a question mark, a colon at its end, a blank, a box. */
export const leavesRoom = (line) => /\?|:\s*$|_{2,}|\.{5,}|…{2,}/.test(line) || BOXES.test(line);
/** A line of nothing but room to write. */
export const isBlank = (line) => /[_.…]{3}|…/.test(line) && /^[\s_.…/|-]+$/.test(line);
export const isSentence = (line) => /[.!]["”»)]?\s*$/.test(line);
export const isCapitals = (line) => /\p{Lu}/u.test(line) && line === line.toUpperCase();
/** "Section 2 - The owner", which says what follows. */
export const isSection = (line) => /^\s*(?:section|part|step|page|sección|parte|paso|página)\s+(?:\d+|[a-z]|[ivx]+)\s*[-–—.:]/i.test(line);
/** A line that demands the documents of the list after it, all of them: each is a question of its own. */
const demandsAll = (line) => /\b(?:attach|copy|copies|provide|submit|bring|include|enclose|adjunt\p{L}*|copias?|present[ea]|traiga|incluya|entregue)\b/iu.test(line) && !/\b(?:one|any|uno|una|alguno|cualquiera?|check|mark|choose|select|circle|marque|elija|escoja|seleccione)\b|\?/i.test(line);
/** A line after which a list holds answers to choose from. */
export const offersChoices = (line) => !demandsAll(line) && (/\?["”»)]?\s*$/.test(line) || /\b(?:check|mark|choose|select|circle|following|marque|elija|escoja|seleccione|siguientes)\b.*:\s*$/i.test(line));
/** What form builders put under a question, before its answers: "Mark only one oval." */
export const isInstruction = (line) => /^\W*(?:please )?(?:mark|check|select|choose|circle|tick|pick|marque|marca|seleccione|selecciona|elija|elige|escoja)\b[^?:]{2,60}$/i.test(line) && !BOXES.test(line);
/** What they put where an answer is written. */
export const isAnswerField = (line) => /^\s*(?:(?:your|enter your|short|long) answer(?: text)?|(?:tu|su|escriba su|escribe tu) respuesta|texto de respuesta (?:corta|larga))\.?\s*$/i.test(line);
export const isYesOrNo = (line) => /^\s*(?:yes|no|sí|si)\s*$/i.test(line);
/** An answer that is known for one where no instruction says so. */
export const isCommonAnswer = (line) => isYesOrNo(line) || /^\s*(?:n\/?a|maybe|other|unsure|not sure|unknown|not applicable|none|(?:i )?(?:do not|don[’']t) know|(?:i )?prefer not to (?:say|answer)|decline to (?:state|answer)|no s[eé]|otro|ninguno|no aplica|prefiero no (?:decir|contestar|responder)(?:lo)?)\.?\s*$/i.test(line);
/** A line that says which mark stands on what must be answered. */
export const explainsMark = (line) => /\*/.test(line) && /requir|mandatory|obligat|must be/i.test(line) && line.length < 100;
export const isMarked = (line) => /\*\s*$/.test(line);
/** Whether the words of a question say that it must be answered. */
export const saysRequired = (line) => /\((?:required|mandatory|obligatori[oa])\)/i.test(line);
