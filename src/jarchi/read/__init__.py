"""Reading: a document in, a reading out; every span exact, nothing guessed."""
