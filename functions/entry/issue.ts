import { couponDesk } from '../assembly/couponDesk.ts';
import { lambdaParts } from '../assembly/lambdaParts.ts';
import { openShopAccess } from '../assembly/shopAccess.ts';
import { issueCoupons } from '../coupons/issue.ts';
import { coldStart } from '../platform/coldStart.ts';
import { sqsHandler } from '../platform/sqsQueue.ts';

/** Makes decided coupons in the shop. */
export const handler = coldStart(async () => {
  const parts = await lambdaParts(process.env);
  return sqsHandler(issueCoupons(couponDesk(parts, openShopAccess(parts))));
});
