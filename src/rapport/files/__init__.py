"""Files that people bring: what they are by their content, whatever they are called."""

from rapport.files.pictures import Picture, read_picture
from rapport.files.reading import LARGEST, ReadFile, read_file, tells_more

__all__ = ["LARGEST", "Picture", "ReadFile", "read_file", "read_picture", "tells_more"]
