import type { Response } from 'express';

/** Sends a file of the data folder as a download that no browser opens by itself. */
export function sendDownload(
  res: Response,
  file: { path: string; name: string; mediaType: string },
): void {
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.attachment(file.name);
  res.type(file.mediaType);
  res.sendFile(file.path, { dotfiles: 'allow', cacheControl: false });
}
