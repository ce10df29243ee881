/** What an OpenID Provider says of somebody, and whether that is true; knows nobody here. Only with a provider is any of it loaded. */
package dochat.oidc;
