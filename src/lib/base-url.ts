let base = 'http://localhost';

/** Set at boot: BASE_URL, or the address the server listens on. No trailing slash. */
export function setBaseUrl(url: string): void {
  base = url;
}

export function baseUrl(): string {
  return base;
}

/** The address to put into a mail, a QR code or a file. `path` begins with a slash. */
export function absoluteUrl(path: string): string {
  return base + path;
}
