"""The web application: Chinese, server-rendered, works without script."""
