/* Runs in CloudFront (cloudfront-js-2.0) for the admin embed; no imports, no build. */

var shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** A page of the embed is one file; everything with an extension is a file of its own. */
function request(event) {
  var asked = event.request;
  var last = asked.uri.substring(asked.uri.lastIndexOf('/') + 1);
  if (last.indexOf('.') === -1) asked.uri = '/app/index.html';
  return asked;
}

/** Only the shop that the page is opened for, and Shopify's admin, may frame it. */
function response(event) {
  var shop = event.request.querystring.shop ? event.request.querystring.shop.value : '';
  var ancestors = shopDomain.test(shop)
    ? 'https://' + shop + ' https://admin.shopify.com'
    : "'none'";
  var answer = event.response;
  answer.headers['content-security-policy'] = {
    value: 'frame-ancestors ' + ancestors + "; object-src 'none'; base-uri 'self'",
  };
  return answer;
}
