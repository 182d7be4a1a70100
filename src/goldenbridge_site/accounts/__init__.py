"""Members: accounts, display names, roles, own data, deletion.

Owns User, TakenName and the pages /join/, /sign-in/, /account/… and /members/NAME/.
"""
