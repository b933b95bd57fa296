import { couponDesk } from '../assembly/couponDesk.ts';
import { lambdaParts } from '../assembly/lambdaParts.ts';
import { openShopAccess } from '../assembly/shopAccess.ts';
import { sqsWork } from '../assembly/sqsWork.ts';
import { issueCoupons } from '../coupons/issue.ts';
import { coldStart } from '../platform/coldStart.ts';

/** Makes decided coupons in the shop. */
export const handler = coldStart(async () => {
  const parts = await lambdaParts(process.env);
  return sqsWork(parts, 'issue', issueCoupons(couponDesk(parts, openShopAccess(parts))));
});
