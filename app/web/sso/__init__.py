"""Single sign-on by OpenID Connect. Opened only where a provider is configured."""
