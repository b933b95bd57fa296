import { type Environment, readAccess, readSetting } from './config.ts';
import { kmsKeyWrap } from './kmsKeyWrap.ts';
import { s3Objects } from './s3Objects.ts';
import { openShopKeys } from './shopKeys.ts';
import { openVault, type Vault } from './vault.ts';

/** The vault of a deployment: keys wrapped by KMS, in a bucket that keeps no old versions. */
export function awsVault(environment: Environment, nowMs: () => number): Vault {
  const access = readAccess(environment);
  return openVault(
    openShopKeys({
      shelf: s3Objects(access, readSetting(environment, 'SHOP_KEYS_BUCKET')),
      wrap: kmsKeyWrap(access, readSetting(environment, 'SHOP_KEYS_KMS_ARN')),
      nowMs,
    }),
  );
}
