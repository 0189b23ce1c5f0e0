export { forgetCatalogueOfImport } from './forget-catalogue-of-import.ts';
export type { OutsideCampaign, OutsideCoupon } from './outside-campaign.ts';
export { outsideCampaignNames } from './outside-campaign-names.ts';
export type { ProductFields, SaidProduct } from './product.ts';
export { productNames } from './product-names.ts';
export { saveOutsideCampaigns } from './save-outside-campaigns.ts';
export { saveOutsideCoupons } from './save-outside-coupons.ts';
export { saveProducts } from './save-products.ts';
