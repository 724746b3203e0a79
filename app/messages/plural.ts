/** Picks the wording for a count in English; `other` is used where a form is missing. */
export function plural(count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string {
  return forms[englishRules.select(count)] ?? forms.other;
}

const englishRules = new Intl.PluralRules("en");
