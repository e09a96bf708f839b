"""Questions and answers of any kind: profiles now, applications, surveys and check-ins later."""
