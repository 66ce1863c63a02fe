/** The texts of a rule, for people. */
export interface RuleText {
  id: string;
  lang: string;
  asks: string[];
  phrases: string[];
  choices: string[];
  spare: string[];
  why: string;
  source: string;
  hit: (string | object)[];
  miss: (string | object)[];
}

export declare const rules: readonly RuleText[];
