/** What a speaker or expert is asked, with the words they see. */
export const biographyConsent = {
  kind: 'publish_biography',
  wording:
    'My name, position, organisation and biography may be published in the programme of the workshop and in its report.',
} as const;
