import { isRefusal, refuse } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  CheckBody,
  CheckReply,
  DetectBody,
  DetectReply,
  GuessBody,
  GuessReply,
  UploadParams,
  UploadView,
  uploadBytesMax,
} from './api.ts';
import { checkMapping } from './checking/check-mapping.ts';
import { detectUpload } from './guessing/detect-upload.ts';
import { guessMapping } from './guessing/guess-mapping.ts';
import type { SourcesNeeds } from './needs.ts';
import { findUpload } from './uploads/find-upload.ts';
import { keepUpload } from './uploads/keep-upload.ts';
import type { Upload } from './uploads/uploads.store.ts';

/** Files over HTTP: send one, see what it is, what its columns are, and what a mapping would make of it. */
export function uploadsRoutes(needs: SourcesNeeds): AnyRoute[] {
  const maxBytes = needs.uploadBytesMax ?? uploadBytesMax;
  return [
    route({
      method: 'POST',
      path: '/api/v1/uploads',
      permission: 'imports:write',
      summary: 'Send a file (multipart/form-data, one file): it is named by the SHA-256 of its content',
      // One byte more than is taken, so that what is too large is seen to be.
      upload: { maxBytes: maxBytes + 1 },
      reply: UploadView,
      status: 201,
      audit: 'upload.kept',
      handle: async ({ upload, actor }) => {
        if (upload === undefined)
          return refuse(
            'invalid',
            'no-file',
            'Send one file as multipart/form-data, in a part with a file name.',
          );
        const kept = await keepUpload({ ...upload, maxBytes, by: actor?.name ?? 'nobody' }, needs);
        return isRefusal(kept) ? kept : viewOf(kept);
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/uploads/{fileId}',
      permission: 'imports:read',
      summary: 'A file that was sent',
      params: UploadParams,
      reply: UploadView,
      handle: async ({ params }) => {
        const found = await findUpload(params.fileId, needs);
        return isRefusal(found) ? found : viewOf(found.upload);
      },
    }),
    ...lookingRoutes(needs),
  ];
}

function lookingRoutes(needs: SourcesNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/uploads/{fileId}/detect',
      permission: 'imports:write',
      summary: 'How the file is written (or the sample, read as the format given), with its first rows',
      params: UploadParams,
      body: DetectBody,
      reply: DetectReply,
      handle: ({ params, body }) => detectUpload({ ...params, ...body }, needs),
    }),
    route({
      method: 'POST',
      path: '/api/v1/uploads/{fileId}/guess',
      permission: 'imports:write',
      summary: 'What the columns of the file seem to be: a saved mapping that fits, or a draft',
      params: UploadParams,
      body: GuessBody,
      reply: GuessReply,
      handle: ({ params, body }) => guessMapping({ ...params, ...body }, needs),
    }),
    route({
      method: 'POST',
      path: '/api/v1/uploads/{fileId}/check',
      permission: 'imports:write',
      summary: 'What a mapping would store of the first lines, and which it would refuse',
      params: UploadParams,
      body: CheckBody,
      reply: CheckReply,
      handle: ({ params, body }) => checkMapping({ ...params, ...body }, needs),
    }),
  ];
}

const viewOf = ({ uploadedBy: _uploadedBy, ...upload }: Upload): UploadView => ({
  ...upload,
  uploadedAt: upload.uploadedAt.toISOString(),
});
