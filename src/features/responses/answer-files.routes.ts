import busboy from 'busboy';
import { Router, type Request, type Response } from 'express';
import { protectFromForgery } from '../../http/csrf';
import { LinkPace } from '../../http/link-pace';
import { AppError, NotFoundError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import { Upload } from '../../models';
import { requireLink } from './answering.policy';
import { findLink } from './find-link';
import { largestFile, receiveFile, type ReceivedFile } from './receive-file';
import { uploadPath } from './upload-files';
import { personalTokenOf } from '../workshop/surveys/sittings';

/** Files given with answers: taken and given back through the same link only. */
export const answerFilesRoutes = Router();

const pace = new LinkPace(30, () => messagesFor().fileRefusals.sentTooOften);
const tokenOf = (req: Request): string => String(req.params.token);

answerFilesRoutes.post('/answer/:token/files', protectFromForgery, async (req, res) => {
  pace.take(tokenOf(req));
  const question = typeof req.query.question === 'string' ? req.query.question : '';
  const token = await personalTokenOf(tokenOf(req));
  if (req.destroyed) throw noFile();
  res.status(201).json(await readUpload(req, token, question));
});

/** The first file of a multipart body; the rest of the body is read and dropped. */
function readUpload(req: Request, token: string, question: string): Promise<ReceivedFile> {
  return new Promise((resolve, reject) => {
    let received: Promise<ReceivedFile> | undefined;
    const parser = parserFor(req);
    parser.on('file', (_field, stream, { filename }) => {
      // A body cut off while the link is looked up ends the stream before anybody reads it: an
      // error that nobody listens to would end the whole server.
      stream.on('error', () => undefined);
      received = receiveFile(token, question, {
        // Typed as always there, but a part may come without a name.
        name: filename ?? '',
        stream,
        truncated: () => stream.truncated === true,
      });
      received.then(resolve, reject);
      received.catch(() => {
        // What is left of a refused file must be read, or the answer never reaches the sender; not
        // by the parser, which waits for ever for a file that could not be written.
        req.unpipe(parser);
        req.resume();
      });
    });
    parser.on('close', () => {
      if (received === undefined) reject(noFile());
    });
    parser.on('error', () => {
      reject(noFile());
    });
    // A pipe does not pass on that the sender is gone: the half file would stay open for ever.
    req.on('aborted', () => parser.destroy(noFile()));
    req.pipe(parser);
  });
}

function parserFor(req: Request): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 0, fileSize: largestFile },
    });
  } catch {
    // busboy throws for a body that is no multipart.
    throw noFile();
  }
}

function noFile(): AppError {
  return new AppError(400, 'no_file', messagesFor().fileRefusals.none);
}

answerFilesRoutes.get('/answer/:token/files/:fileId', async (req, res) => {
  const link = requireLink(await findLink(await personalTokenOf(tokenOf(req))));
  const upload = await Upload.findByPk(req.params.fileId);
  if (upload?.accessKey !== link.accessKey) {
    throw new NotFoundError(messagesFor(link.language).fileRefusals.gone);
  }
  sendUpload(res, upload);
});

/** As a download that no browser opens by itself. */
export function sendUpload(res: Response, upload: Upload): void {
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.attachment(upload.fileName);
  res.type(upload.mediaType);
  res.sendFile(uploadPath(upload.id), { dotfiles: 'allow', cacheControl: false });
}
