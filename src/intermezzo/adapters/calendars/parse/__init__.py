"""Parsing iCalendar text in a child process, which has limits of time and memory and no network.

This file imports nothing, so that the child starts fast.
"""
