import { adminApi } from '../assembly/adminApi.ts';
import { couponDesk } from '../assembly/couponDesk.ts';
import { lambdaParts } from '../assembly/lambdaParts.ts';
import { openShopAccess } from '../assembly/shopAccess.ts';
import { coldStart } from '../platform/coldStart.ts';
import { httpHandler } from '../platform/httpEvent.ts';

/** The admin API. A Lambda takes 6 MB, a third of it spent on base64. */
export const handler = coldStart(async () => {
  const parts = await lambdaParts(process.env);
  const access = openShopAccess(parts);
  const options = { queueDepth: () => null, mostUploadBytes: 4_000_000 };
  return httpHandler(adminApi(parts, access, couponDesk(parts, access), options));
});
