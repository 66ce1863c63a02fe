/** The texts of a rule, for people. */
export interface RuleText {
  id: string;
  lang: string;
  asks: string[];
  phrases: string[];
  choices: string[];
  spare: string[];
  why: string;
  /** What to ask instead, in the language of the rule. */
  instead: string | null;
  source: string;
  hit: (string | object)[];
  miss: (string | object)[];
}

/** A category in one vocabulary of privacy tools or government systems. */
export interface Mapping {
  vocabulary: string;
  /** How well the term fits, as in SKOS; `none`: there is no term, and what is named can be added. */
  match: "exact" | "close" | "broader" | "none";
  term: string | null;
}

/** What holds for all rules of a category. */
export interface CategoryText {
  category: string;
  name: string;
  /** The section of the ordinance. */
  section: string;
  remedy: string;
  vocabularies: Mapping[];
}

export declare const rules: readonly RuleText[];
export declare const categories: readonly CategoryText[];
/** The vocabularies by id; the terms of those `on_forms` stand on the questions of forms, as codes. */
export declare const vocabularies: Readonly<Record<string, { title: string; version?: string; url?: string; on_forms: boolean }>>;
