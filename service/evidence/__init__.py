"""What an officer hands to an examiner: certificates of screenings and dossiers, and whether they still hold."""
