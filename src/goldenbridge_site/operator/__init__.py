"""The operator: settings of the site that can be changed while it runs, invitations.

Owns SiteSettings, Invitation and the pages under /operator/.
"""
