"""Paper, plastic, rubber, glass, foam, composites."""
TABLE = """
paper [crumpled paper]: creased paper, wrinkled paper sheet, scrunched paper, folded paper, crinkled paper, crushed paper, paper ball, wrinkled wrapping paper, crumpled sheet, wadded paper, packing paper, crumpled note
paper [crumpled paper; own; #tan/beige]: crumpled kraft paper, brown paper bag, crumpled packing paper, paper bag
paper [sheet of paper]: writing paper, drawing paper, blank paper, watercolor paper, craft paper, handmade paper, rice paper, sketchbook page, blank page, notebook page, paper sheet, printer paper, stationery, paper grain
paper [parchment]: vellum, old scroll, ancient manuscript, treasure map paper, antique paper, old document, scroll paper, aged book page, papyrus, treasure map, old letter, ancient scroll, wizard scroll, yellowed paper, old map, manuscript page, stained old paper, tea stained paper
cardboard: packing box, carton, shipping box, brown box, moving box, parcel, delivery box, packaging, paperboard, carton board, storage box, package, box board
cardboard [-ridged]: kraft board, kraft paper, parcel paper, brown wrapping paper, cardboard sheet, wrapping paper
cardboard [ridged]: fluted cardboard, corrugated board, corrugated packaging, wavy cardboard, fluted packing paper
plastic: molded polymer, polymer surface, vinyl, abs plastic, toy plastic, injection molded plastic, plastic casing, acrylic, synthetic surface, plastic shell, plastic toy, plastic panel, pvc, plastic container, plastic chair, resin surface, polycarbonate, plastic bucket
plastic [smooth]: smooth plastic, shiny plastic, glossy polymer, lego plastic, toy brick plastic, gelcoat, acrylic sheet
plastic [leather grained]: dashboard plastic, car interior plastic, vinyl leatherette, textured dashboard, car dashboard
plastic [grainy]: fine textured plastic, computer case, keyboard plastic, matte polymer, controller plastic
plastic [ribbed]: ribbed plastic, grooved plastic, fluted plastic, ridged plastic
plastic [dotted]: dotted plastic, bumpy plastic, grip plastic, plastic with dots
rubber: rubber flooring, rubber matting, anti slip mat, gym floor, black rubber, rubber sheet, industrial rubber mat, non slip rubber, rubber tile, garage mat
rubber [studded]: coin rubber floor, pirelli floor, stud floor mat, airport rubber floor, raised coin flooring, rubber with round studs, bus floor, raised dot flooring
rubber [ribbed; -studded]: car mat, grooved rubber, conveyor belt, ribbed floor mat, ribbed rubber sheet, rubber runner
rubber [crumb rubber]: playground surface, running track, rubber crumb floor, tartan track, gym rubber tile, athletics track, playground rubber, recycled rubber floor
rubber [hexagon]: hexagonal rubber matting, hexagon rubber floor, honeycomb rubber mat
rubber [pyramid]: pyramid grip, rubber grip texture, tool handle grip, gun grip rubber, rubber handle
stained_glass: church window, cathedral window, coloured glass window, tiffany glass, mosaic glass window, leadlight, glass panes in lead, leadlight window, gothic window, cathedral glass, tiffany lamp glass, chapel window, colored glass panes, art nouveau glass, coloured glass pieces
sponge [porous sponge]: kitchen sponge, bath sponge, porous material, dish sponge, cleaning sponge, cellulose sponge, bathroom sponge, spongy material, sponge with holes
sponge [foam rubber]: upholstery foam, polyurethane foam, foam padding, mattress foam, packing foam, acoustic foam, memory foam, seat cushion foam
sponge [porous sponge; own; #yellow]: spongebob style sponge, household sponge
carbon_fiber: carbon weave, cfrp, carbon twill, composite weave, racing car carbon, carbon composite panel, supercar carbon, drone frame carbon, carbon hood, race car panel, carbon fibre fabric, carbon laminate, bike frame carbon, motorsport carbon, formula one carbon
carbon_fiber [#yellow/red/blue/gold/orange]: kevlar, coloured carbon fibre, aramid weave
bubble_wrap: packing film, protective bubble film, air cushion film, packaging bubbles, bubblewrap, shipping wrap, plastic packing bubbles, air bubble film
"""
