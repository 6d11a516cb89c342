"""Fakes that several tests share: real protocols, scripted answers, no network beyond loopback."""
