"""What the bot says on Discord, in every language it speaks: one .ftl file a language.

The files are in Fluent's form (https://projectfluent.org). The others follow en.ftl.
"""
