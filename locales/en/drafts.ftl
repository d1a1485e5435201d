### What was typed and not sent yet, kept on the server.

draft-form-wrong = This form has no name under which a draft can be kept.
draft-sent = This form was sent already, so nothing more is kept of it. Load its page anew to go on.
draft-too-large = This is too long to be kept as a draft: at most { $max } characters. Please send it, or keep a copy elsewhere.
