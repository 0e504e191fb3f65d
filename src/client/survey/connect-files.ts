import type { Model } from 'survey-core';
import { ServerError, type AnswerServer } from './answer-server';
import { messages } from './messages';

/** Sends chosen files to the server at once; answers hold only their names and numbers. */
export function connectFiles(model: Model, server: AnswerServer): void {
  model.onUploadFiles.add((_sender, options) => {
    Promise.all(options.files.map((file) => server.upload(options.question.name, file)))
      .then((kept) => {
        // The name and type are the server's: it looks at the content.
        options.callback(
          kept.map(({ name, type, content }) => ({ file: new File([], name, { type }), content })),
        );
      })
      .catch((error: unknown) => {
        const message =
          error instanceof ServerError && error.status !== undefined
            ? error.message
            : messages.uploadFailed;
        options.callback([], [message]);
      });
  });
  connectDownloads(model, (content) => server.download(content));
  // Removed files stay on the server until the answers are sent or dropped: another device may
  // still show them.
  model.onClearFiles.add((_sender, options) => {
    options.callback('success');
  });
}

/**
 * Shows files that the server keeps.
 * @param download gets a file by what the answer holds of it
 */
export function connectDownloads(model: Model, download: (content: string) => Promise<Blob>): void {
  model.onDownloadFile.add((_sender, options) => {
    const { content } = options.fileValue as { content: string };
    download(content)
      .then((blob) => {
        const reader = new FileReader();
        reader.onload = () => {
          options.callback('success', reader.result);
        };
        reader.readAsDataURL(blob);
      })
      .catch(() => {
        options.callback('error');
      });
  });
}
