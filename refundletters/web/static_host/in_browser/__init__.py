"""What runs inside the browser, or inside Node while the folder is built; nothing else imports it."""
