"""The window itself: its rail, menus, bars and what it says of itself."""
