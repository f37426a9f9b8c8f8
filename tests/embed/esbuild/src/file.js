import "tallyfy-archive";
