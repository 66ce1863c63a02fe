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

export declare const rules: readonly RuleText[];
