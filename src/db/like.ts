/** A text as it stands in a pattern of `LIKE :pattern ESCAPE '!'`, where it means itself. */
export const literally = (text: string): string => text.replace(/[!%_]/g, '!$&');

/** The pattern of `LIKE :pattern ESCAPE '!'` for what contains a text. */
export const containing = (text: string): string => `%${literally(text)}%`;
